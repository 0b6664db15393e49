"""How both sides of a benchmark are started."""
import json, os, subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent

# A setting made for an old BLAS would hold the peers' newer ones back.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}


def aim_code(family, call):
    """A program that imports a family's cases as `family`, the timing as `timing`, and does `call`."""
    return f'import "{family}.aim" as family\nimport "bench.aim" as timing\n{call}'


def run(command, folder, **environment):
    """(lines of JSON, peak memory in bytes) of a process; its last words as an error where it fails."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               env=ENVIRONMENT | environment)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[-1]}: {text.strip()[-500:]}")
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")], usage.ru_maxrss * 1024
