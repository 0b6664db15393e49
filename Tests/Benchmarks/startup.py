"""From the start of a process to its first result: Aim beside Python with each peer's library.

    python Tests/Benchmarks/startup.py [--rounds 7] [--aim .build/release/aim] [--json FILE]

The sides in turn, a round of each; the table shows medians, and the least and greatest of the rounds.
"""
import argparse, json, statistics, subprocess, sys, time
from pathlib import Path
from sides import ENVIRONMENT, HERE

PEERS = {
    "python": "print(1)",
    "numpy": "import numpy as np; print(np.ones(3).sum())",
    "onnxruntime": "import onnxruntime; print(onnxruntime.get_device())",
    "jax": "import jax.numpy as jnp; print(jnp.ones(3).sum())",
    "torch": "import torch; print(torch.ones(3).sum())",
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--aim", default=str(HERE.parents[1] / ".build/release/aim"))
    parser.add_argument("--json", help="a file for the figures")
    return parser.parse_args()


def seconds(command):
    """How long a process takes; None where it fails, as when the peer is not installed."""
    start = time.perf_counter()
    done = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return None if done.returncode else time.perf_counter() - start


def main():
    args = arguments()
    aim = str(Path(args.aim).resolve())
    sides = {"aim -e 1": [aim, "-e", "1"], "aim, a tensor": [aim, "-e", "sum(ones(3))"]}
    sides |= {name: [sys.executable, "-c", code] for name, code in PEERS.items()}
    times = {name: [] for name in sides}
    for _ in range(args.rounds + 1):
        for name, command in sides.items():
            times[name].append(seconds(command))
    figures = []
    for name, (_, *rounds) in times.items():
        if None in rounds:
            continue
        figures.append(dict(side=name, median=statistics.median(rounds), least=min(rounds), greatest=max(rounds)))
        print(f"{name:16}{statistics.median(rounds) * 1e3:9.1f} ms   ({min(rounds) * 1e3:.1f} – {max(rounds) * 1e3:.1f})")
    if args.json:
        Path(args.json).write_text(json.dumps(figures, indent=1))


main()
