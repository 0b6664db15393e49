"""Aim's interpreter beside CPython's, and Lua's where `lua5.4` is installed, in turn, in one run.

    python3 Tests/Benchmarks/interpreter.py [--aim .build/release/aim] [--runs 5] [--only fib,words]

Each program times itself, start-up apart, and prints its answer and the seconds it took; the answers must agree. The table
shows the medians and how many times faster than each peer Aim is, then the geometric means. Nothing here fails on a time.
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


def peers(aim):
    """How each program is run, by peer: Aim first, then whom it is measured against."""
    found = {
        "aim": lambda name: [str(Path(aim).resolve()), f"{name}.aim"],
        "cpython": lambda name: [sys.executable, f"{name}.py", str(SIZES[name])],
    }
    if shutil.which("lua5.4"):
        found["lua"] = lambda name: ["lua5.4", f"{name}.lua", str(SIZES[name])]
    return found


def times_of(name, runs, commands):
    """Seconds by peer, each as often as asked, one after the other; the answers agree."""
    times = {peer: [] for peer in commands}
    for _ in range(runs):
        answers = set()
        for peer, command in commands.items():
            answer, seconds = measure(command(name))
            answers.add(answer)
            times[peer].append(seconds)
        assert len(answers) == 1, (name, answers)
    return times


def main():
    args = arguments()
    commands = peers(args.aim)
    others = list(commands)[1:]
    rows, ratios = [], {peer: [] for peer in others}
    print(f"{'program':12}" + "".join(f"{peer:>12}" for peer in commands) + "".join(f"{'× ' + peer:>12}" for peer in others))
    for name in args.only.split(",") if args.only else SIZES:
        times = times_of(name, args.runs, commands)
        medians = {peer: statistics.median(t) for peer, t in times.items()}
        row = {peer: medians[peer] / medians["aim"] for peer in others}
        for peer in others:
            ratios[peer].append(row[peer])
        rows.append(dict(program=name, seconds=medians, spread={p: [min(t), max(t)] for p, t in times.items()}, ratio=row["cpython"], ratios=row))
        print(f"{name:12}" + "".join(f"{m * 1e3:9.1f} ms" for m in medians.values()) + "".join(f"{r:12.2f}" for r in row.values()))
    means = {peer: math.exp(statistics.mean(map(math.log, r))) for peer, r in ratios.items()}
    versions = {"cpython": f"CPython {sys.version.split()[0]}", "lua": "Lua 5.4"}
    for peer in others:
        print(f"against {versions[peer]}: geometric mean {means[peer]:.2f} ×, slowest {min(ratios[peer]):.2f} ×")
    if args.json:
        Path(args.json).write_text(json.dumps(dict(rows=rows, geometric_mean=means["cpython"], geometric_means=means), indent=1))


main()
