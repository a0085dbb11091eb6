"""Exit codes, refusals, batches and interruptions of the command line, by real processes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest
from cli import ENGINE, analysis, answer, done, refusal, table, xes

pytestmark = pytest.mark.skipif(not ENGINE.is_file(), reason="the engine is not built")

MODULE = (sys.executable, "-m", "jupyterlab_xes")


SPECTRUM = {"id": "spectrum", "step": "spectrum", "parameters": {}}
MOMENTS = {"id": "numbers", "step": "moments", "parameters": {"range": [9560, 9610]}}
HERFD = {"id": "herfd", "step": "cut", "parameters": {"type": "CEE", "at": 8639}}


def leftovers(folder):
    """Whatever was started and not finished."""
    return [path.name for path in folder.rglob("*") if path.name.endswith((".part", ".old"))]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nonsense"], "cli/usage"),
        (["spectrum"], "cli/usage"),
        (["spectrum", "{scan}"], "cli/usage"),
        (["spectrum", "{scan}", "--out", "x.txt"], "cli/usage"),
        (["spectrum", "{scan}", "--out", "{scan}"], "cli/usage"),
        (["spectrum", "{scan}", "--out", "{other}"], "cli/usage"),
        (["spectrum", "{scan}", "--out", "x.csv", "--out", "y.csv"], "cli/usage"),
        (["spectrum", "none.nxs", "--out", "x.csv"], "file/not-found"),
        (["spectrum", "none*.nxs", "--out", "x.csv"], "file/not-found"),
        (["spectrum", "{scan}", "--channel", "upper", "--out", "x.csv"], "scan/channel-missing"),
        (["spectrum", "{scan}", "--out", "none/x.csv"], "file/write-failed"),
        (["cut", "{map}", "--type", "CEE", "--at", "high", "--out", "x.csv"], "cli/usage"),
        (["cut", "{map}", "--type", "CEE", "--at", "1", "--out", "x.csv"], "cut/empty"),
        (["cut", "{scan}", "--type", "CEE", "--at", "1", "--out", "x.csv"], "scan/not-a-map"),
        (["average", "{map}", "--out", "x.csv"], "step/input"),
        (["background", "{scan}", "--model", "none", "--out", "x.csv"], "fit/model"),
        (["background", "{scan}", "--exclude", "0:99999", "--out", "x.csv"], "fit/window"),
        (["apply", "nonsense", "{scan}"], "step/unknown"),
        (["apply", "smooth", "{scan}", "--set", "window=4", "--out", "x.csv"], "spectrum/parameter"),
        (["apply", "smooth", "{scan}", "--set", "windw=5", "--out", "x.csv"], "step/parameter"),
        (["apply", "smooth", "{scan}"], "cli/usage"),
        (["run", "{scan}", "--out", "d"], "analysis/invalid"),
        (["run", "none.xes.json", "--out", "d"], "file/not-found"),
    ],
)
def test_refusals(demo, tmp_path, words, code):
    for name in ("kbeta", "rxes"):
        shutil.copy(demo / f"xes-demo-{name}.nxs", tmp_path)
    shutil.copy(demo / "xes-demo-kbeta.dat", tmp_path)
    names = {
        "scan": "xes-demo-kbeta.nxs",
        "map": "xes-demo-rxes.nxs",
        "other": "xes-demo-kbeta.dat",
    }
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert refusal(*(word.format(**names) for word in words), cwd=tmp_path) == code
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_help_explains_each_command_with_an_example():
    listed = done("--help").stdout
    for name in "inspect map cut spectrum average background apply run doctor".split():
        assert f"  {name} " in listed
        text = done(name, "--help").stdout
        assert f"Example: jupyterlab-xes {name}" in text
    assert "Did you mean --channel?" in xes("cut", "x", "--chanel", "upper").stderr


def test_patterns_in_quotation_marks(demo, tmp_path):
    output = answer("average", "*kbeta.*", "--out", tmp_path / "a.csv", cwd=demo)
    assert output["scans"] == 2
    for i, end in ((2, "nxs"), (10, "dat"), (3, "csv")):
        folder = tmp_path / "deep" / str(i)
        folder.mkdir(parents=True)
        source = demo / f"xes-demo-kbeta.{end}"
        (folder / f"kb.{end}").write_bytes(source.read_bytes() if source.exists() else b"")
    output = answer("average", "**/kb.[dn]*", "--out", tmp_path / "a.csv", cwd=tmp_path)
    assert output["scans"] == 2


def test_a_failing_input_of_several_is_left_out_and_reported(demo, tmp_path):
    files = [demo / "xes-demo-kbeta.nxs", demo / "xes-demo-rxes.nxs", demo / "xes-demo-kbeta.dat"]
    process = xes("average", *files, "--out", tmp_path / "a.csv")
    assert process.returncode == 1
    assert process.stderr.splitlines()[-1].endswith("[step/input]")
    assert "of 2 spectra" in process.stdout
    sources = [line for line in (tmp_path / "a.csv").read_text().splitlines() if "# source" in line]
    assert len(sources) == 2 and not any("rxes" in source for source in sources)


def test_a_batch_processes_what_it_can_and_lists_the_rest(demo, tmp_path):
    (tmp_path / "empty.nxs").touch()
    (tmp_path / "text.nxs").write_text("hello")
    recipe = analysis(tmp_path / "a.xes.json", SPECTRUM, MOMENTS)
    out = tmp_path / "results"
    files = [demo / "xes-demo-kbeta.nxs", tmp_path / "empty.nxs", demo / "xes-demo-kbeta.dat"]
    process = xes("run", recipe, *files, tmp_path / "text.nxs", "--out", out, "--nexus")
    assert process.returncode == 1
    listed = process.stderr.splitlines()
    assert "2 failed:" in listed
    assert [line.rsplit("[", 1)[1] for line in listed[-2:]] == ["file/empty]", "file/not-hdf5]"]
    summary = pd.read_csv(out / "summary.csv")
    assert list(summary["status"]) == ["done", "failed", "done", "failed"]
    assert summary["numbers.m1"][0] == pytest.approx(9573, abs=2)
    assert summary["numbers.m1_sigma"][0] > 0
    folder = out / "xes-demo-kbeta"
    assert sorted(path.name for path in folder.iterdir()) == [
        "numbers.csv",
        "result.json",
        "results.nxs",
        "spectrum.csv",
    ]
    assert (out / "xes-demo-kbeta-2" / "spectrum.csv").is_file()
    alone = tmp_path / "alone.csv"
    done("spectrum", demo / "xes-demo-kbeta.nxs", "--out", alone)
    assert table(folder / "spectrum.csv").equals(table(alone))
    output = json.loads((folder / "result.json").read_text())
    assert output["sources"][0]["sha256"] and output["versions"]["jupyterlab-xes"]
    assert [step["error"] for step in output["steps"]] == [None, None]
    assert leftovers(out) == []


def test_a_failing_step_affects_only_its_dependents(demo, tmp_path):
    lost = {"id": "lost", "step": "cut", "parameters": {"type": "CEE", "at": 1}}
    after = {"id": "after", "step": "smooth", "from": ["lost"], "parameters": {}}
    recipe = analysis(tmp_path / "a.xes.json", HERFD, {**lost, "from": ["scans"]}, after)
    process = xes("run", recipe, demo / "xes-demo-rxes.nxs", "--out", tmp_path / "r", "--json")
    assert process.returncode == 1
    output = json.loads(process.stdout)
    codes = [failure["code"] for failure in output["failed"][0]["failures"]]
    assert codes == ["cut/empty", "step/skipped"]
    assert (tmp_path / "r" / "xes-demo-rxes" / "herfd.csv").is_file()


def test_a_run_replaces_its_own_results_and_nothing_else(demo, tmp_path):
    recipe = analysis(tmp_path / "a.xes.json", HERFD)
    scan, out = demo / "xes-demo-rxes.nxs", tmp_path / "results"
    first = answer("run", recipe, scan, "--out", out)
    before = (out / "xes-demo-rxes" / "herfd.csv").read_text()
    assert answer("run", recipe, scan, "--out", out) == first
    assert (out / "xes-demo-rxes" / "herfd.csv").read_text() == before
    foreign = out / "xes-demo-kbeta"
    foreign.mkdir()
    (foreign / "notes.txt").write_text("mine")
    recipe = analysis(tmp_path / "b.xes.json", SPECTRUM)
    assert refusal("run", recipe, demo / "xes-demo-kbeta.nxs", "--out", out) == "cli/usage"
    assert [path.name for path in foreign.iterdir()] == ["notes.txt"]


def test_an_analysis_of_the_viewer_runs_with_its_own_scans(demo, tmp_path):
    shutil.copy(demo / "xes-demo-rxes.nxs", tmp_path)
    cut = {"type": "CIE", "at": 9660.4, "width": 0.6}
    scans = [{"path": "xes-demo-rxes.nxs"}]
    recipe = tmp_path / "a.xes.json"
    recipe.write_text(
        json.dumps({"type": "xes-analysis", "version": 1, "scans": scans, "cuts": [cut]})
    )
    answer("run", "a.xes.json", "--out", "r", cwd=tmp_path)
    made = json.loads((tmp_path / "r" / "a" / "result.json").read_text())
    (step,) = made["steps"]
    assert (step["id"], step["parameters"]["at"]) == ("cut-1", 9660.4)
    analysis(recipe, cuts=[cut], scans=scans, results=step["results"])
    assert answer("run", "a.xes.json", "--out", "r", cwd=tmp_path)["sameAsSaved"] is True
    other = {**step["results"][0], "sha256": "0" * 64}
    analysis(recipe, cuts=[cut], scans=scans, results=[other])
    assert answer("run", "a.xes.json", "--out", "r", cwd=tmp_path)["sameAsSaved"] is False
    assert refusal("run", analysis(recipe), "--out", "r", cwd=tmp_path) == "analysis/no-steps"


@pytest.mark.skipif(os.name == "nt", reason="signals are others on Windows")
@pytest.mark.parametrize("command", [("node", str(ENGINE)), MODULE], ids=["node", "python -m"])
def test_an_interruption_leaves_complete_results_and_nothing_else(demo, tmp_path, command):
    for i in range(400):
        os.link(demo / "xes-demo-rxes.nxs", tmp_path / f"scan-{i}.nxs")
    recipe, out = analysis(tmp_path / "a.xes.json", HERFD), tmp_path / "results"
    process = subprocess.Popen(
        [*command, "run", str(recipe), str(tmp_path / "scan-*.nxs"), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 120
    while len(list(out.glob("scan-*"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130, err
    assert "cli/interrupted" in err
    folders = [path for path in out.iterdir() if path.is_dir()]
    assert 3 <= len(folders) < 400
    assert leftovers(out) == []
    for folder in folders:
        assert len(table(folder / "herfd.csv")) == 17
        assert json.loads((folder / "result.json").read_text())["type"] == "xes-result"
    assert len(pd.read_csv(out / "summary.csv")) == len(folders)


def test_from_python_with_its_exit_codes(demo, tmp_path):
    out = tmp_path / "a.csv"
    answer("spectrum", demo / "xes-demo-kbeta.nxs", "--out", out, command=MODULE, cwd=tmp_path)
    assert out.is_file()
    assert refusal("spectrum", "none.nxs", "--out", "b.csv", command=MODULE) == "file/not-found"


def test_a_closed_output_is_no_error(demo):
    line = f'node "{ENGINE}" inspect "{demo}/xes-demo-rxes.nxs" --json | head -c 1'
    process = subprocess.run(line, shell=True, capture_output=True, text=True, timeout=60)
    assert (process.returncode, process.stderr) == (0, "")
