"""Shared by the tests of the command line: scans with known truth, and ways to run it on them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import h5py
import numpy as np
import pandas as pd
from lastbits import nudged
from nodeserver import node_server

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "jupyterlab_xes" / "engine" / "jupyterlab-xes.mjs"
REAL = ROOT.parent / "shared" / "data" / "i20"


def xes(*words, cwd=None, command=None):
    """Run a command line in the server of the tests, or as a process of that program. Returns the finished process."""
    texts = [str(word) for word in words]
    if command is None:
        server = node_server(Path(__file__).with_name("cliserver.mjs"))
        output = server.ask({"words": texts, "cwd": os.path.abspath(cwd or ".")})
        return subprocess.CompletedProcess(texts, output["code"], output["out"], output["err"])
    return subprocess.run([*command, *texts], capture_output=True, text=True, timeout=300, cwd=cwd)


def done(*words, **more):
    """Run a command line that must succeed."""
    process = xes(*words, **more)
    assert process.returncode == 0, process.stderr
    return process


def answer(*words, **more):
    """The JSON that a command line prints."""
    return json.loads(done(*words, "--json", **more).stdout)


def refusal(*words, **more):
    """The code of a refusal, which must be printed as JSON with a message, and nothing else."""
    process = xes(*words, "--json", **more)
    assert process.returncode == 2, process.stdout
    assert process.stdout == ""
    error = json.loads(process.stderr)["error"]
    assert set(error) == {"code", "message"}
    assert error["message"].rstrip()[-1] in '.?"', error["message"]
    assert "\n    at " not in process.stderr
    return error["code"]


def table(path):
    """A CSV as other programs read it: the first line names the columns."""
    return pd.DataFrame(np.genfromtxt(path, delimiter=",", names=True, comments="#"))


def written(energies):
    """Energies as written in files: the decimal of 13 digits if that is at most 4 units in the last place away."""
    decimals = np.array([float(f"{energy:.12e}") for energy in energies])
    lower = np.nextafter(np.abs(decimals), 0)
    return np.where(np.abs(energies - decimals) <= 4 * np.spacing(lower), decimals, energies)


def points(path, arm):
    """Emission, incident, counts and monitor of a demonstration scan, each flat."""
    suffix, detector = ("Upper", "medipix1") if arm == "upper" else ("Lower", "medipix2")
    with h5py.File(path) as file:
        data = file["/entry1/I1"]
        counts = file[f"/entry1/instrument/{detector}/{detector}_roi_total"]
        names = (f"XESEnergy{suffix}", "bragg1WithOffset", "I1")
        emission, incident, monitor = (data[name][()].ravel() for name in names)
        return emission, incident, counts[()].ravel(), monitor


def nudged_scans(demo, folder, copy):
    """Demonstration scans whose energies and monitor differ in the last bits. Returns their folder."""
    for name in ("kbeta", "herfd", "rxes"):
        path = folder / f"xes-demo-{name}.nxs"
        shutil.copy(demo / path.name, path)
        with h5py.File(path, "r+") as file:
            for salt, one in enumerate(file["/entry1/I1"].values()):
                if one.dtype.kind == "f":
                    one[...] = nudged(one[()], copy, salt)
    return folder


def poisson(counts, monitor):
    """N/I1 and its σ."""
    return counts / monitor, np.sqrt(np.maximum(counts, 1)) / monitor


def analysis(path, *steps, cuts=(), scans=(), **more):
    """Write an analysis. Returns its path."""
    document = {"type": "xes-analysis", "version": 2, "scans": list(scans), "cuts": list(cuts)}
    path.write_text(json.dumps({**document, "steps": list(steps), **more}))
    return path


def everything(folder):
    """All files below a folder with their bytes, and links with their targets."""
    return {
        str(path.relative_to(folder)): path.readlink() if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }
