"""Input of the command line: real-world names, patterns, analyses and tables."""

import csv
import json
import os
import shutil

import pytest
from cli import ENGINE, analysis, answer, done, refusal, table, xes

pytestmark = pytest.mark.skipif(not ENGINE.is_file(), reason="the engine is not built")

SPECTRUM = {"id": "spectrum", "step": "spectrum", "parameters": {}}


@pytest.fixture
def scan(demo, tmp_path):
    """A private copy of a scan."""
    return shutil.copy(demo / "xes-demo-kbeta.nxs", tmp_path / "kb.nxs")


@pytest.fixture
def curve(scan, tmp_path):
    """A spectrum as CSV."""
    done("spectrum", scan, "--out", tmp_path / "a.csv")
    return tmp_path / "a.csv"


@pytest.mark.skipif(os.name == "nt", reason="there are no such files on Windows")
@pytest.mark.parametrize("command", ["inspect", "spectrum", "run", "analysis"])
def test_a_pipe_is_not_a_scan(scan, tmp_path, command):
    os.mkfifo(tmp_path / "pipe")
    recipe = analysis(tmp_path / "a.xes.json", SPECTRUM)
    words = {
        "inspect": ["inspect", "pipe"],
        "spectrum": ["spectrum", "pipe", "--out", "x.csv"],
        "run": ["run", recipe, "pipe", "--out", "r"],
        "analysis": ["run", "pipe", scan, "--out", "r"],
    }[command]
    assert refusal(*words, cwd=tmp_path) == "file/unreadable"
    os.mkfifo(tmp_path / "out.csv")
    assert refusal("spectrum", scan, "--out", "out.csv", cwd=tmp_path) == "cli/usage"


@pytest.mark.skipif(os.name == "nt", reason="there are no devices on Windows")
def test_a_device_is_not_a_folder(tmp_path):
    output = xes("inspect", "/dev/zero").stderr
    assert "pipe or a device" in output and "folder" not in output
    assert "is a folder" in xes("inspect", tmp_path).stderr


def test_a_file_named_twice_is_reported(scan, curve, tmp_path):
    output = answer("average", curve, curve, tmp_path / "*.csv", "--out", tmp_path / "m.csv")
    assert output["scans"] == 1
    assert [warning["code"] for warning in output["warnings"]][:1] == ["file/named-twice"]
    process = xes("apply", "difference", curve, curve, "--out", tmp_path / "d.csv")
    assert process.returncode == 2
    assert "named more than once, and taken once" in process.stderr


def test_a_file_may_have_the_name_of_a_step(scan, curve, tmp_path):
    shutil.copy(curve, tmp_path / "moments")
    words = ["--set", "range=9560:9610"]
    output = answer("apply", "moments", "moments", *words, cwd=tmp_path)
    assert output["numbers"] == answer("apply", "moments", curve, *words)["numbers"]


@pytest.mark.skipif(os.name == "nt", reason="there are no such names on Windows")
def test_names_that_a_spreadsheet_would_evaluate(scan, tmp_path):
    names = ['=HYPERLINK("x")', "+1", "-1", "@sum", "plain"]
    for name in names:
        shutil.copy(scan, tmp_path / f"{name}.nxs")
    scan.unlink()
    recipe = analysis(tmp_path / "a.xes.json", SPECTRUM)
    done("run", recipe, "*.nxs", "--out", "r", cwd=tmp_path)
    with (tmp_path / "r" / "summary.csv").open(newline="") as file:
        head, *rows = list(csv.reader(file))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
    assert sorted(row[head.index("folder")].lstrip("'") for row in rows) == sorted(names)
    for name in names:
        made = json.loads((tmp_path / "r" / name / "result.json").read_text())
        assert made["sources"][0]["file"] == f"{name}.nxs"
    done("run", recipe, "*.nxs", "--out", "r", cwd=tmp_path)


@pytest.mark.parametrize("text", ["energy;counts\n{}", "{}"])
def test_tables_in_other_locales(scan, curve, tmp_path, text):
    rows = [line.split(",") for line in curve.read_text().splitlines()[1:] if line[0] != "#"]
    lines = [";".join(cell.replace(".", ",") for cell in row[:2]) for row in rows]
    (tmp_path / "b.csv").write_text(text.format("\n".join(lines) + "\n"), encoding="utf-8-sig")
    words = ["--set", "range=9560:9610"]
    output = answer("apply", "moments", tmp_path / "b.csv", *words)["numbers"]
    wanted = answer("apply", "moments", curve, *words)["numbers"]
    assert output["m1"]["value"] == pytest.approx(wanted["m1"]["value"], abs=1e-9)


def test_rows_without_a_number_are_reported(curve, tmp_path):
    lines = curve.read_text().splitlines()
    for i, cell in ((3, "nan"), (5, ""), (7, "inf")):
        lines[i] = f"{lines[i].split(',')[0]},{cell},1"
    (tmp_path / "b.csv").write_text("\n".join(lines) + "\n")
    output = answer("apply", "smooth", tmp_path / "b.csv", "--out", tmp_path / "s.csv")
    (warning,) = [entry for entry in output["warnings"] if entry["code"] == "table/incomplete-rows"]
    assert warning["message"].startswith("3 row(s)")


@pytest.mark.parametrize("at", ["0x25BC", "0b1", "1_000", "Infinity"])
def test_numbers_are_decimal(demo, tmp_path, at):
    words = ["--channel", "upper", "--type", "CEE", "--at", at, "--out", tmp_path / "c.csv"]
    assert refusal("cut", demo / "xes-demo-rxes.nxs", *words) == "cli/usage"


def test_folders_with_brackets(scan, tmp_path):
    for name in ("ö[1]", "ö1"):
        (tmp_path / "u n" / name).mkdir(parents=True)
    shutil.copy(scan, tmp_path / "u n" / "ö[1]" / "a.nxs")
    shutil.copy(scan, tmp_path / "u n" / "ö1" / "b.nxs")
    for pattern, name in (("ö[1]", "a"), ("ö[[]1]", "a"), ("ö[12]", "b")):
        recipe = analysis(tmp_path / "a.xes.json", SPECTRUM)
        out = tmp_path / f"r-{name}-{len(pattern)}"
        done("run", recipe, f"u n/{pattern}/*.nxs", "--out", out, cwd=tmp_path)
        assert [path.name for path in out.iterdir() if path.is_dir()] == [name]


@pytest.mark.parametrize("path", ["/etc/kb.nxs", "C:\\data\\kb.nxs", "a\0b.nxs"])
def test_scans_of_an_analysis_are_named_from_its_folder(scan, tmp_path, path):
    recipe = analysis(tmp_path / "a.xes.json", SPECTRUM, scans=[{"path": path}])
    process = xes("run", recipe, "--out", tmp_path / "r")
    assert process.returncode == 2
    assert "from the folder of the analysis" in process.stderr
    assert not (tmp_path / "r").exists()


def test_an_analysis_with_a_byte_order_mark(scan, tmp_path):
    recipe = analysis(tmp_path / "a.xes.json", SPECTRUM, scans=[{"path": "kb.nxs"}])
    recipe.write_text(recipe.read_text(), encoding="utf-8-sig")
    assert answer("run", recipe, "--out", tmp_path / "r")["done"] == 1


def test_saved_digests_are_compared_for_the_same_scans(scan, demo, tmp_path):
    other = shutil.copy(demo / "xes-demo-herfd.nxs", tmp_path / "other.nxs")
    recipe = analysis(tmp_path / "a.xes.json", SPECTRUM, scans=[{"path": "kb.nxs"}])
    done("run", recipe, "--out", tmp_path / "r")
    (step,) = json.loads((tmp_path / "r" / "a" / "result.json").read_text())["steps"]
    analysis(recipe, SPECTRUM, scans=[{"path": "kb.nxs"}], results=step["results"])
    (tmp_path / "copy").mkdir()
    copy = shutil.copy(scan, tmp_path / "copy" / "kb.nxs")

    def output(*files):
        return answer("run", recipe, *files, "--out", tmp_path / "s").get("sameAsSaved")

    assert output() is output(scan) is output(copy) is True
    assert output(other, scan) is output(scan, other) is True
    assert output(other) is None


def test_invalid_shapes(curve, tmp_path):
    output = xes("background", curve, "--model", "none", "--out", tmp_path / "b.csv").stderr
    assert "polynomialN (N from 1 to 7)" in output and "endpoints" in output
    words = ["--model", "endpoints+linear", "--out", tmp_path / "b.csv"]
    assert "use it alone" in xes("background", curve, *words).stderr


def test_a_shift_that_leaves_no_energies(curve, tmp_path):
    words = ["--out", tmp_path / "s.csv"]
    assert refusal("apply", "shift", curve, "--set", "by=1e17", *words) == "spectrum/parameter"
    done("apply", "shift", curve, "--set", "by=-1.5", *words)
    assert table(tmp_path / "s.csv")["energy_eV"][0] == table(curve)["energy_eV"][0] - 1.5
