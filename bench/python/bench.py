"""`npm run bench:python`: delays in a notebook — the engine's start, a call on a cached scan, a run on many scans."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from jupyterlab_xes.engineprocess import call, client, engine  # noqa: E402

SCANS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000


def seconds(work):
    """Duration of a function."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def show(name, value, goal=None):
    """One line of the report."""
    print(f"{name:<52}{value}{f'   (goal {goal})' if goal else ''}", flush=True)


def milliseconds(times):
    """Median and 95th percentile."""
    ordered = sorted(times)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    return f"p50 {1000 * statistics.median(ordered):.2f} ms, p95 {1000 * p95:.2f} ms"


def starts(scan):
    """Start to first answer, and the first scan after it, a few times."""
    times, scans = [], []
    for _ in range(7):
        client.close()
        times.append(seconds(engine))
        scans.append(seconds(lambda: call("inspect", path=str(scan))))
    show("start to first answer", milliseconds(times), "500 ms")
    show("the first scan right behind it", milliseconds(scans))


def calls(scan):
    """A call on a cached scan, with a step on it."""
    recipe = {
        "scans": [{"id": "s1", "path": str(scan)}],
        "steps": [{"id": "m", "step": "moments", "from": ["s1"], "parameters": {}}],
    }
    asked = {"recipe": recipe, "demand": ["s1", "m"]}
    for _ in range(20):
        call("evaluate", **asked)
    times = [seconds(lambda: call("evaluate", **asked)) for _ in range(500)]
    show("a call on a cached scan", milliseconds(times), "3 ms")


def runs(scan, folder):
    """Many scans through a recipe: by the command line and by the process, alternating."""
    steps = [
        {"id": "soft", "step": "smooth", "from": ["scans"], "parameters": {}},
        {"id": "m", "step": "moments", "from": ["soft"], "parameters": {}},
    ]
    analysis = folder / "recipe.xes.json"
    document = {"type": "xes-analysis", "version": 3, "scans": [], "steps": steps, "view": {}}
    analysis.write_text(json.dumps(document))
    files = []
    for k in range(SCANS):
        files.append(folder / f"scan-{k}.nxs")
        files[-1].write_bytes(scan.read_bytes())
    names = [str(file) for file in files]
    program = ["node", str(ROOT / "jupyterlab_xes/engine/jupyterlab-xes.mjs")]
    ratios = []
    for turn in range(3):
        line = [*program, "run", str(analysis), *names, "--out", str(folder / f"cli-{turn}")]
        by_line = seconds(lambda: subprocess.run(line, check=True, capture_output=True))
        out = str(folder / f"own-{turn}")
        fields = {"analysis": str(analysis), "files": names, "out": out}
        own = seconds(lambda: call("run", progress=lambda _: None, **fields))
        ratios.append(own / by_line)
        show(f"{SCANS} scans: command line / process", f"{by_line:.1f} s / {own:.1f} s")
    show("process over command line, median of 3", f"{statistics.median(ratios):.2f}", "1.2")


with tempfile.TemporaryDirectory() as name:
    place = Path(name)
    script = ROOT / "scripts" / "make-demo-scans.py"
    subprocess.run([sys.executable, str(script), name], check=True, capture_output=True)
    demo = place / "xes-demo-kbeta.nxs"
    starts(demo)
    calls(demo)
    runs(demo, place)
