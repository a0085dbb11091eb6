"""
Scans through a recipe on Dask workers of this machine, on one and on two processes, and what follows for a cluster.

`npm run bench:cluster [-- SCANS]`: reading and writing included, start of the workers not, that of their engines too.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

from distributed import Client, LocalCluster

import jupyterlab_xes as xes

ROOT = Path(__file__).resolve().parents[2]
RECIPE = {
    "type": "xes-analysis",
    "version": 3,
    "scans": [],
    "steps": [
        {"id": "spectrum", "step": "spectrum", "from": ["scans"], "parameters": {"channel": "lower"}},
        {
            "id": "normalised",
            "step": "normalise",
            "from": ["spectrum"],
            "parameters": {"by": "area", "range": [9560, 9610]},
        },
        {"id": "moments", "step": "moments", "from": ["spectrum"], "parameters": {}},
    ],
    "view": {},
}


def main(count):
    """Print the times, and the model."""
    with tempfile.TemporaryDirectory(prefix="xes-bench-") as name:
        folder = Path(name)
        script = ROOT / "scripts" / "make-demo-scans.py"
        subprocess.run([sys.executable, str(script), name], check=True)
        (folder / "scans").mkdir()
        scans = [folder / "scans" / f"scan-{k:05}.nxs" for k in range(count)]
        for path in scans:
            shutil.copyfile(folder / "xes-demo-kbeta.nxs", path)
        (folder / "recipe.xes.json").write_text(json.dumps(RECIPE))
        print(f"{count} scans through a recipe on Dask workers, one engine each")
        took = {}
        for workers in (1, 2):
            took[workers] = timed(workers, folder, scans)
            print(f"{workers} process(es)  {took[workers]:7.2f} s  {count / took[workers]:6.0f} scans/s")
        print(f"two to one       {took[1] / took[2]:7.2f} ×")
        alone = summed_up(folder, scans)
        print(f"of which the one who called, for names and summary  {1000 * alone / count:.2f} ms a scan")
        model(took[1] - alone, alone, count)


def timed(workers, folder, scans):
    """Duration of a run with engines already started."""
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        warm = folder / f"warm-{workers}"
        xes.run(folder / "recipe.xes.json", scans[: 2 * workers], warm, client=client, progress=False)
        start = time.perf_counter()
        out = folder / f"out-{workers}"
        done = xes.run(folder / "recipe.xes.json", scans, out, client=client, progress=False)
        took = time.perf_counter() - start
    assert len(done) == len(scans) and not done.failures
    return took


def summed_up(folder, scans):
    """Duration of the serial part: names, and the summary of the workers' results."""
    from jupyterlab_xes.api import engine

    analysis = {"analysis": str(folder / "recipe.xes.json")}
    files = [str(path) for path in scans]
    one = engine.call("run", files=files[:1], out=str(folder / "one"), resume=False, **analysis)
    start = time.perf_counter()
    engine.call("places", files=files, **analysis)
    made = [{**one["outcomes"][0], "file": path} for path in files]
    engine.call("run", files=files, out=str(folder / "sum"), resume=False, made=made, **analysis)
    return time.perf_counter() - start


def model(work, alone, count):
    """T(p) = S · (w / p + c): parallel work w per scan, serial work c per scan."""
    w, c = work / count, alone / count
    print(f"model: T = scans × ({1000 * w:.1f} ms / processes + {1000 * c:.2f} ms)")
    for processes in (100, 100 * 32):
        rate = 1 / (w / processes + c)
        print(f"  {processes:5} processes: {rate:8.0f} scans/s, as long as the disk keeps up")


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
