"""Aim's tensors, layers and training beside their peers, in turn, in one run.

    python Tests/Benchmarks/tensors.py [--quick] [--family mlp]... [--rounds 3] [--aim .build/release/aim] [--json FILE]

Each family is a program of `cases/` and the scripts of the same name in `peers/` (`peers/work.py` says exactly what each case computes).
A round runs Aim and then each peer, one process after the other; the table shows each side's median over the rounds, and how many times
faster than its best peer Aim is, with the least and greatest ratio of a round. `--quick` leaves compiled peers and repetitions out.
Nothing here fails on a time: on a shared machine a difference below 1.4 between two runs means nothing.
"""
import argparse, json, math, statistics, subprocess, sys
from pathlib import Path
from sides import ENVIRONMENT, HERE, aim_code

FAMILIES = {
    "gemm": ["torch-eager", "jax", "numpy"],
    "elementwise": ["torch-eager", "torch-compile", "jax", "numpy"],
    "smallop": ["torch-eager", "jax", "numpy"],
    "mlp": ["torch-eager", "torch-compile", "jax", "numpy"],
    "cnn": ["torch-eager", "torch-nhwc", "torch-compile", "jax", "onnxruntime"],
    "autoencoder": ["torch-eager", "torch-compile", "jax"],
    "rnn": ["torch-eager", "torch-compile", "jax"],
    "transformer": ["torch-eager", "torch-compile", "jax"],
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one round, no compiled peers")
    parser.add_argument("--family", action="append", choices=FAMILIES)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--aim", default=str(HERE.parents[1] / ".build/release/aim"))
    parser.add_argument("--json", help="a file for the figures")
    parser.add_argument("--timeout", type=int, default=900, help="seconds for one process")
    return parser.parse_args()


def rows(command, folder, timeout):
    """The JSON lines that a process prints; none, and its last words, where it fails."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=timeout, env=ENVIRONMENT)
    except subprocess.TimeoutExpired:
        print(f"  {command[-1]}: over {timeout} s", file=sys.stderr)
        return []
    if done.returncode:
        print(f"  {command[-1]}: {(done.stderr or done.stdout).strip().splitlines()[-1:]}", file=sys.stderr)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def commands(family, args):
    """(folder, command) of each side: Aim first, then the peers that are installed here."""
    yield HERE / "cases", [str(Path(args.aim).resolve()), "-e", aim_code(family, "timing.time(family.cases)")]
    for peer in FAMILIES[family]:
        script = HERE / "peers" / f"{family}_{peer.split('-')[0]}.py"
        if script.exists() and not (args.quick and peer in ("torch-compile", "torch-nhwc")):
            patience = ["--patience", "0"] if args.quick else []
            yield HERE / "peers", [sys.executable, script.name, "--peer", peer, *patience]


def measure(family, rounds, args):
    """{case: {side: [seconds, one a round]}}"""
    times = {}
    for _ in range(rounds):
        for folder, command in commands(family, args):
            for row in rows(command, folder, args.timeout):
                times.setdefault(row["case"], {}).setdefault(row["peer"], []).append(row["seconds_median"])
    return {case: sides for case, sides in times.items() if "aim" in sides and len(sides) > 1}


def summary(sides):
    """The best peer, and how many times faster than it Aim is: (name, median, least, greatest)."""
    peers = {name: times for name, times in sides.items() if name != "aim"}
    best = min(peers, key=lambda name: statistics.median(peers[name]))
    by_round = [peer / aim for peer, aim in zip(peers[best], sides["aim"])]
    return best, statistics.median(peers[best]) / statistics.median(sides["aim"]), min(by_round), max(by_round)


def human(seconds):
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1e3:.3g} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.3g} µs"


def main():
    args = arguments()
    rounds = args.rounds or (1 if args.quick else 3)
    figures, ratios = [], []
    print(f"{'case':14}{'aim':>12}{'torch eager':>14}{'best peer':>26}{'aim is':>10}{'in the rounds':>18}")
    for family in args.family or FAMILIES:
        for case, sides in measure(family, rounds, args).items():
            best, ratio, least, greatest = summary(sides)
            medians = {name: statistics.median(times) for name, times in sides.items()}
            eager = human(medians["torch-eager"]) if "torch-eager" in medians else "–"
            peer = f"{best} {human(medians[best])}"
            print(f"{case:14}{human(medians['aim']):>12}{eager:>14}{peer:>26}{ratio:8.2f} ×{least:10.2f} – {greatest:.2f}", flush=True)
            ratios.append(ratio)
            figures.append(dict(case=case, family=family, seconds=medians, rounds=sides, best_peer=best, ratio=ratio, spread=[least, greatest]))
    if ratios:
        print(f"geometric mean over the best peers {math.exp(statistics.mean(map(math.log, ratios))):.2f} ×, slowest {min(ratios):.2f} ×")
    if args.json:
        Path(args.json).write_text(json.dumps(figures, indent=1))


main()
