"""Messages and files of the command line with difficult names, disks, words and spreadsheets."""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import h5py
import numpy as np
import pytest
from cli import ENGINE, analysis, answer, done, refusal, xes

pytestmark = pytest.mark.skipif(not ENGINE.is_file(), reason="the engine is not built")

SPECTRUM = {"id": "a", "step": "spectrum", "parameters": {}}


@pytest.fixture
def scan(demo, tmp_path):
    """A private copy of a scan."""
    return shutil.copy(demo / "xes-demo-kbeta.nxs", tmp_path / "kb.nxs")


def formulas(path):
    """Cells that a spreadsheet would evaluate, whatever its separator."""
    text = path.read_text()
    cells = [
        cell.strip()
        for delimiter in ",;\t"
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for cell in row
    ]
    return [cell for cell in cells if re.match(r"[=+@]|-(?![\d.])", cell)]


@pytest.mark.skipif(os.name == "nt", reason="there are no such names on Windows")
def test_no_cell_of_any_table_is_a_formula(scan, tmp_path):
    for name in ("=cmd", "+1", 'x,=HYPERLINK("y")', "b;@sum(1)"):
        shutil.copy(scan, tmp_path / f"{name}.nxs")
        with h5py.File(tmp_path / f"{name}.nxs", "a") as file:  # no two scans have the same noise
            counts = file["/entry1/instrument/medipix2/medipix2_roi_total"]
            counts[...] = np.random.default_rng(len(name)).poisson(counts[()])
    steps = [
        SPECTRUM,
        {"id": "d", "step": "drift", "from": ["a"]},
        {"id": "c", "step": "consistency", "from": ["a"]},
    ]
    names = sorted(path.name for path in tmp_path.glob("*.nxs"))
    recipe = analysis(tmp_path / "r.xes.json", *steps, scans=[{"path": name} for name in names])
    done("run", recipe, "--out", tmp_path / "together")
    alone = analysis(tmp_path / "alone.xes.json", SPECTRUM)
    done("run", alone, *(tmp_path / name for name in names), "--out", tmp_path / "each")
    done("apply", "drift", *names, "--out", "drift.csv", cwd=tmp_path)
    tables = [path for path in tmp_path.rglob("*.csv")]
    assert len(tables) > 10
    assert {str(path): formulas(path) for path in tables if formulas(path)} == {}


@pytest.mark.parametrize("name", ["__proto__", "constructor", "prototype", "toString"])
def test_names_of_object_properties_are_refused(scan, tmp_path, name):
    def code(*settings):
        words = [word for setting in settings for word in ("--set", setting)]
        return refusal("apply", "fit", scan, *words, "--out", tmp_path / "x.csv")

    assert code("model=gaussian", f"{name}.x=1") == "step/parameter"
    assert code("model=gaussian", f"{name}=1") == "step/parameter"
    for setting in (f"set.{name}=1", f"set={name}=1", f"bounds.{name}=0:1", f"tie.{name}=1"):
        assert code("model=gaussian", setting) in ("step/parameter", "fit/parameter"), setting
    words = ["--model", "linear", "--set", f"{name}=1", "--out", tmp_path / "x.csv"]
    assert refusal("background", scan, *words) in ("cli/usage", "fit/parameter")
    for parameters in ({name: 1}, {"model": "gaussian", "set": {name: 1}}):
        step = {"id": "f", "step": "fit", "parameters": parameters}
        recipe = analysis(tmp_path / "r.xes.json", SPECTRUM, step)
        process = xes("run", recipe, scan, "--out", tmp_path / "r", "--json")
        assert re.search(r'"code": ?"((step|fit)/parameter|analysis/invalid)"', process.stdout + process.stderr)


TRUTHS = {
    "long": ("n" * 300 + ".csv", "ENAMETOOLONG", "shorter"),
    "no folder": ("none/x.csv", "ENOENT", "not there"),
    "file as folder": ("kb.nxs/x.csv", "ENOTDIR", "file, not a folder"),
    "circle": ("round/x.csv", "ELOOP", "circle"),
}


@pytest.mark.skipif(os.name == "nt", reason="other codes on Windows")
@pytest.mark.parametrize("kind", TRUTHS)
def test_the_reason_for_a_failed_write(scan, tmp_path, kind):
    name, code, word = TRUTHS[kind]
    os.symlink("round", tmp_path / "round")
    recipe = analysis(tmp_path / "r.xes.json", SPECTRUM)
    lines = [["spectrum", scan, "--out", name]]
    if kind != "no folder":  # `run` creates its folder
        lines.append(["run", recipe, scan, "--out", name])
    for words in lines:
        process = xes(*words, cwd=tmp_path)
        assert process.returncode == 2
        assert f"({code})" in process.stderr and word in process.stderr
        assert "room" not in process.stderr
        assert "[file/write-failed]" in process.stderr


@pytest.mark.skipif(os.name == "nt", reason="other codes on Windows")
def test_a_folder_of_results_that_is_a_file(scan, tmp_path):
    recipe = analysis(tmp_path / "r.xes.json", SPECTRUM)
    output = xes("run", recipe, scan, "--out", scan).stderr
    assert "(ENOTDIR)" in output and "file, not a folder" in output


def test_names_as_long_as_a_disk_allows(scan, tmp_path):
    out = tmp_path / ("n" * 251 + ".csv")
    done("spectrum", scan, "--out", out)
    done("spectrum", scan, "--out", out)
    long = shutil.copy(scan, tmp_path / ("m" * 251 + ".nxs"))
    recipe = analysis(tmp_path / "r.xes.json", SPECTRUM)
    for _ in range(2):
        done("run", recipe, long, "--out", tmp_path / "r")
    (folder,) = [path for path in (tmp_path / "r").iterdir() if path.is_dir()]
    assert (folder / "a.csv").is_file()
    assert "(ENAMETOOLONG)" in xes("inspect", "x" * 300).stderr


def test_byte_order_marks(demo, scan, tmp_path):
    """Before an analysis, a GDA scan, and a table that begins with a comment."""
    mark = b"\xef\xbb\xbf"
    recipe = analysis(tmp_path / "r.xes.json", SPECTRUM)
    recipe.write_bytes(mark + recipe.read_bytes())
    done("run", recipe, scan, "--out", tmp_path / "r")
    (tmp_path / "g.dat").write_bytes(mark + (demo / "xes-demo-kbeta.dat").read_bytes())
    assert answer("inspect", tmp_path / "g.dat")["format"] == "gda-ascii"
    (tmp_path / "t.csv").write_bytes(mark + b"# title: mine\nenergy_eV,intensity\n1,2\n2,3\n")
    assert answer("inspect", tmp_path / "t.csv")["metadata"]["title"] == "mine"


def test_doctor_finds_the_package_of_the_python_that_started_it(tmp_path):
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    for name in ("python3", "python"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    process = subprocess.run(
        [sys.executable, "-m", "jupyterlab_xes", "doctor", "--json"],
        capture_output=True,
        text=True,
        env=environment,
    )
    (check,) = [entry for entry in json.loads(process.stdout)["checks"] if entry["id"] == "python"]
    assert check["ok"], check


def waiting(tmp_path, scan):
    """A run that is suspended after it started to write."""
    for i in range(400):
        os.link(scan, tmp_path / f"s{i}.nxs")
    cuts = [{"id": f"s{i}", "step": "spectrum", "from": ["scans"]} for i in range(30)]
    analysis(tmp_path / "r.xes.json", *cuts)
    line = ["node", str(ENGINE), "run", "r.xes.json", "s*.nxs", "--out", "res"]
    process = subprocess.Popen(line, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not begun(tmp_path) and time.monotonic() < deadline and process.poll() is None:
        pass
    stop(process)
    return process


def stop(process):
    """Its threads continue for a moment after the signal: return when all of them are stopped."""
    os.kill(process.pid, signal.SIGSTOP)
    os.waitpid(process.pid, os.WUNTRACED)


def begun(tmp_path):
    """Folders of results that are being written; a single file may be, too."""
    return [path for path in (tmp_path / "res").glob(".*.part") if path.is_dir()]


@pytest.mark.skipif(os.name == "nt", reason="signals are others on Windows")
def test_a_terminal_that_closes_ends_a_run_as_any_signal_does(scan, tmp_path):
    process = waiting(tmp_path, scan)
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGCONT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert list((tmp_path / "res").glob(".*.part")) == []


@pytest.mark.skipif(os.name == "nt", reason="signals are others on Windows")
def test_leftovers_of_a_killed_run_are_removed_by_the_next(scan, tmp_path):
    process = waiting(tmp_path, scan)
    while not begun(tmp_path) and process.poll() is None:  # it was stopped between two folders
        os.kill(process.pid, signal.SIGCONT)
        stop(process)
    (live,) = begun(tmp_path)
    copy = analysis(tmp_path / "one.xes.json", SPECTRUM)
    done("run", copy, scan, "--out", tmp_path / "res")
    assert begun(tmp_path) == [live]  # its process only sleeps
    process.kill()
    process.communicate()
    elsewhere = live.with_name(re.sub(r"xes\.[0-9a-f]{12}", "xes." + "0" * 12, live.name))
    shutil.copytree(live, elsewhere)  # as if from another machine
    done("run", copy, scan, "--out", tmp_path / "res")
    assert begun(tmp_path) == [elsewhere]
