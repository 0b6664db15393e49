"""Whether Aim's training does the same work as PyTorch's, with the same bits every time, and in how much memory.

    python Tests/Benchmarks/training.py [--case lenet-train]... [--aim .build/release/aim] [--quick] [--json FILE]

Both sides start from the same weights and see the same batches (`cases/data.aim`, `peers/work.py`). For each case:
- *losses*: the greatest relative difference between Aim's first losses and PyTorch's. Rounding differs, and training
  multiplies what differs: 1e-3 after eight steps is still the same work, a wrong layer is off by far more.
- *bits*: the same losses, to the last bit, on one thread, on two and in a second run.
- *memory*: the peak of a process that trains, less that of one that has made one step of a tiny network; Aim's as a
  share of PyTorch's.
- *batch × 8*: Aim's memory at eight times the batch over its memory at the batch.
- *16 → 1024*: time for a batch of 1024 over time for one of 16, divided by 64: above 1, time grows faster than the work.

Ends with 1 where losses or bits differ; a share of memory or time is reported and fails nothing.
"""
import argparse, json, sys
from pathlib import Path
from sides import HERE, aim_code, run

# case: (family, batch)
CASES = {
    "tiny-mlp": ("smallop", 16), "mlp-train": ("mlp", 64), "lenet-train": ("cnn", 64), "vgg-train": ("cnn", 32),
    "ae-train": ("autoencoder", 128), "convae-train": ("autoencoder", 128), "lstm-train": ("rnn", 32),
    "gru-train": ("rnn", 32), "rnn-train": ("rnn", 32), "gpt-train": ("transformer", 16),
}
STEPS = 8
LARGEST_DIFFERENCE = 1e-3


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", action="append", choices=CASES)
    parser.add_argument("--aim", default=str(HERE.parents[1] / ".build/release/aim"))
    parser.add_argument("--json", help="a file for the figures")
    parser.add_argument("--quick", action="store_true", help="leave the larger batches out")
    return parser.parse_args()


class Aim:
    def __init__(self, path):
        self.path = str(Path(path).resolve())
        # As PyTorch's side: a step of a small network with a convolution loads what a first step loads.
        warm = "var net = Sequential(Conv2d(1, 2, kernel: 3), Flatten(), Linear(8, 2))\nlet x = ones(1, 1, 4, 4)\n" + \
            "var adam = Adam(lr: 0.1)\nlet (loss, g) = value_and_grad(&net, m -> sum(m(x)))\nadam.update(&net, g)"
        self.start = run([self.path, "-e", warm], HERE)[1]

    def losses(self, case, batch, threads=2):
        """(losses, bytes above a process that only starts)"""
        call = f'timing.losses("{case}", family.cases["{case}"]({batch}), {STEPS})'
        rows, peak = run([self.path, "-e", aim_code(CASES[case][0], call)], HERE / "cases", AIM_THREADS=str(threads))
        return rows[0]["losses"], peak - self.start

    def seconds(self, case, batch):
        call = f'timing.bench("{case}", family.cases["{case}"]({batch}), seconds: 0.2, repetitions: 3)'
        return run([self.path, "-e", aim_code(CASES[case][0], call)], HERE / "cases")[0][0]["min"]


def torch(case):
    """(losses, bytes above a process that has imported everything)"""
    script = f"{CASES[case][0]}_torch.py"
    rows, _ = run([sys.executable, script, "--peer", "torch-eager", "--case", case, "--losses", str(STEPS)], HERE / "peers")
    return rows[0]["losses"], rows[0]["memory"]


def difference(ours, theirs):
    return max(abs(a - b) / max(abs(b), 1e-6) for a, b in zip(ours, theirs))


def figures(aim, case, is_quick):
    batch = CASES[case][1]
    losses, memory = aim.losses(case, batch)
    again = [aim.losses(case, batch)[0], aim.losses(case, batch, threads=1)[0]]
    peer_losses, peer_memory = torch(case)
    row = dict(case=case, losses=losses, peer_losses=peer_losses, difference=difference(losses, peer_losses),
               same_bits=all(other == losses for other in again), memory=memory, peer_memory=peer_memory,
               memory_share=memory / peer_memory)
    if not is_quick:
        row["memory_growth"] = aim.losses(case, 8 * batch)[1] / memory
        row["time_growth"] = aim.seconds(case, 1024) / aim.seconds(case, 16) / 64
    return row


def main():
    args = arguments()
    aim, rows = Aim(args.aim), []
    print(f"{'case':14}{'losses':>10}{'bits':>8}{'memory':>10}{'of torch':>10}{'batch × 8':>11}{'16 → 1024':>11}")
    for case in args.case or CASES:
        row = figures(aim, case, args.quick)
        rows.append(row)
        growth = "".join(f"{row[name]:11.2f}" if name in row else f"{'–':>11}" for name in ("memory_growth", "time_growth"))
        bits = "same" if row["same_bits"] else "DIFFER"
        print(f"{case:14}{row['difference']:10.1e}{bits:>8}{row['memory'] / 1e6:7.1f} MB{row['memory_share']:10.2f}{growth}", flush=True)
    if args.json:
        Path(args.json).write_text(json.dumps(rows, indent=1))
    sys.exit(any(row["difference"] > LARGEST_DIFFERENCE or not row["same_bits"] for row in rows))


main()
