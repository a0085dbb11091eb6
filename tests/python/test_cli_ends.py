"""How command lines end: by signals, with closed outputs, on full disks."""

import json
import os
import signal
import subprocess
import time

import numpy as np
import pandas as pd
import pytest
from cli import ENGINE, analysis, refusal, xes

pytestmark = [
    pytest.mark.skipif(not ENGINE.is_file(), reason="the engine is not built"),
    pytest.mark.skipif(os.name == "nt", reason="signals and pipes are others on Windows"),
]

SPECTRUM = {"id": "spectrum", "step": "spectrum", "parameters": {}}


def begun(words, cwd, **more):
    """A running command line: its folder exists."""
    process = subprocess.Popen(
        ["node", str(ENGINE), *words, "--out", "res"],
        cwd=cwd,
        text=True,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
    )
    deadline = time.monotonic() + 60
    while not (cwd / "res").is_dir() and time.monotonic() < deadline:
        time.sleep(0.01)
    return process


@pytest.fixture(scope="module")
def million_points(tmp_path_factory):
    """A spectrum of a million points."""
    path = tmp_path_factory.mktemp("long") / "long.csv"
    energy = np.linspace(9500, 9700, 1_000_000)
    values = 5 + 1000 / (1 + ((energy - 9570) / 4) ** 2)
    pd.DataFrame({"energy_eV": energy, "intensity": values}).to_csv(path, index=False)
    return path


@pytest.fixture
def endless(million_points, tmp_path):
    """One fit of too many points to wait for."""
    os.link(million_points, tmp_path / "long.csv")
    fit = {"id": "fit", "step": "background", "parameters": {"model": "pearson7+linear"}}
    analysis(tmp_path / "a.xes.json", SPECTRUM, fit)
    return tmp_path


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("times", [1, 2])
def test_a_signal_ends_a_long_step(endless, number, times):
    process = begun(["run", "a.xes.json", "long.csv", "--json"], endless)
    for _ in range(times):
        process.send_signal(number)
        time.sleep(0.05)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (130, "")
    assert json.loads(err)["error"]["code"] == "cli/interrupted"
    assert not list((endless / "res").glob("long*")) and not list((endless / "res").glob(".*"))


def test_steps_that_multiply_are_refused(demo, tmp_path):
    """Each step works on all previous ones: a list of twenty would turn one spectrum into a million."""
    names = [f"s{i}" for i in range(40)]
    steps = [
        {"id": name, "step": "spectrum" if i == 0 else "shift", "from": ["scans"]}
        for i, name in enumerate(names)
    ]
    for i, step in enumerate(steps[1:], 1):
        step.update({"from": names[:i], "parameters": {"by": 0.5}})
    recipe = analysis(tmp_path / "a.xes.json", *steps)
    process = xes("run", recipe, demo / "xes-demo-kbeta.nxs", "--out", tmp_path / "r", "--json")
    assert process.returncode == 1
    codes = {failure["code"] for failure in json.loads(process.stdout)["failed"][0]["failures"]}
    assert "analysis/too-large" in codes
    twice = {**SPECTRUM, "from": ["scans", "scans"]}
    recipe = analysis(tmp_path / "b.xes.json", twice)
    code = refusal("run", recipe, demo / "xes-demo-kbeta.nxs", "--out", tmp_path / "r")
    assert code == "analysis/invalid"


def closed_pipe():
    """The writing end of a pipe without a reader."""
    read, write = os.pipe()
    os.close(read)
    return os.fdopen(write, "w")


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_batch_with_a_closed_output_finishes(demo, tmp_path, stream):
    (tmp_path / "empty.nxs").touch()
    analysis(tmp_path / "a.xes.json", SPECTRUM)
    names = [str(demo / f"xes-demo-{name}") for name in ("kbeta.nxs", "herfd.nxs")]
    words = ["run", "a.xes.json", names[0], "empty.nxs", names[1]]
    with closed_pipe() as nobody:
        process = begun(words, tmp_path, **{stream: nobody})
        out, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert list(pd.read_csv(tmp_path / "res" / "summary.csv")["status"]) == [
        "done",
        "failed",
        "done",
    ]
    assert "2 of 3 done" in out if stream == "stderr" else "file/empty" in err


def test_a_batch_continues_when_its_progress_is_not_read(demo, tmp_path):
    for i in range(300):
        os.link(demo / "xes-demo-rxes.nxs", tmp_path / f"scan-{i}.nxs")
    cut = {"id": "herfd", "step": "cut", "parameters": {"type": "CEE", "at": 8639}}
    maps = [{"id": f"map{i}", "step": "map", "from": ["scans"], "parameters": {}} for i in range(2)]
    analysis(tmp_path / "a.xes.json", cut, *maps)
    with closed_pipe() as nobody:
        process = begun(["run", "a.xes.json", "scan-*.nxs"], tmp_path, stderr=nobody)
        out, _ = process.communicate(timeout=300)
    assert process.returncode == 0
    assert "300 of 300 done" in out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_output_that_cannot_be_printed_is_an_error(demo):
    with open("/dev/full", "w") as full:
        process = subprocess.run(
            ["node", str(ENGINE), "inspect", str(demo / "xes-demo-kbeta.nxs")],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert process.returncode == 2
    assert process.stderr == "error: Standard output can't be written (ENOSPC). [file/write-failed]\n"
