"""Aim's interpreter beside CPython's, in turn, in one run.

    python3 Tests/Benchmarks/interpreter.py [--aim .build/release/aim] [--runs 5] [--only fib,words]

Each program times itself, start-up apart, and prints its answer and the seconds it took; the answers must agree. The table
shows the medians and how many times faster than CPython Aim is, then the geometric mean. Nothing here fails on a time.
"""
import argparse, json, math, shutil, statistics, subprocess, sys
from pathlib import Path

FOLDER = Path(__file__).parent / "interp"
SIZES = {"fib": 30, "loop": 10**7, "queens": 8, "mandelbrot": 200, "words": 10**5, "sieve": 10**6, "nbody": 10**5, "higher": 10**6}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--aim", default=str(Path(__file__).parents[2] / ".build/release/aim"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--json", help="a file for the figures")
    return parser.parse_args()


def measure(command):
    """(answer, seconds) as the program says them."""
    answer, seconds = subprocess.run(command, cwd=FOLDER, check=True, capture_output=True, text=True).stdout.split()
    return float(answer), float(seconds)


def main():
    args = arguments()
    peers = {"aim": lambda name: [str(Path(args.aim).resolve()), f"{name}.aim"], "cpython": lambda name: [sys.executable, f"{name}.py", str(SIZES[name])]}
    rows, ratios = [], []
    print(f"{'program':12}" + "".join(f"{peer:>12}" for peer in peers) + f"{'aim is':>12}")
    for name in args.only.split(",") if args.only else SIZES:
        times = {peer: [] for peer in peers}
        for _ in range(args.runs):
            answers = set()
            for peer, command in peers.items():
                answer, seconds = measure(command(name))
                answers.add(answer)
                times[peer].append(seconds)
            assert len(answers) == 1, (name, answers)
        medians = {peer: statistics.median(t) for peer, t in times.items()}
        ratios.append(medians["cpython"] / medians["aim"])
        rows.append(dict(program=name, seconds=medians, spread={p: [min(t), max(t)] for p, t in times.items()}, ratio=ratios[-1]))
        print(f"{name:12}" + "".join(f"{m * 1e3:9.1f} ms" for m in medians.values()) + f"{ratios[-1]:10.2f} ×")
    mean = math.exp(statistics.mean(map(math.log, ratios)))
    print(f"geometric mean {mean:.2f} ×, slowest {min(ratios):.2f} ×, CPython {sys.version.split()[0]}")
    if args.json:
        Path(args.json).write_text(json.dumps(dict(rows=rows, geometric_mean=mean), indent=1))


main()
