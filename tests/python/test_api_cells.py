"""Warnings and errors in a notebook cell: shown once, with the lines of the caller."""

import re
import shutil

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

FIRST = "import warnings\nimport jupyterlab_xes as xes"
# its χ² is far from 1, which triggers a warning
STEP = 'xes.background("demo/xes-demo-kbeta.nxs", exclude=(9562, 9590))'
POOR = "fit/poor"
# the same numbers in another file, for the same warning
TWIN = STEP.replace("demo/xes-demo-kbeta.nxs", "twin.nxs")
SEVERAL = STEP.replace('"demo/xes-demo-kbeta.nxs"', '["demo/xes-demo-kbeta.nxs", "twin.nxs"]')
# its unit is unknown, which triggers a warning
TABLE = "# energy counts\n9000 2\n9001 3\n9002 5\n9003 4\n"
ASSUMED = "scan/unit-assumed"

CELLS = {
    "shown": STEP,
    "named": f"b = {STEP}",
    "again": f"b = {STEP}",
    "both": f"b = {STEP}\nb",
    "later": "b",
    "twins": f"a = {STEP}\nb = {TWIN}\na",
    "one of several": f"found = {SEVERAL}\nfound[0]",
    "all of several": f"found = {SEVERAL}\nprint(found[0], found[1])",
    "scans": "one = xes.open('one.dat')\ntwo = xes.open('two.dat')\none",
    "columns": "three = xes.open('three.dat')\nother = xes.open('three.dat', columns='emission=1,intensity=2')\nthree",
    "printed": f"print({STEP})",
    "numbers": f"{STEP}.numbers",
    "recorded": f"with warnings.catch_warnings(record=True) as found:\n    warnings.simplefilter('always')\n    {STEP}\nprint(len(found))",
    "error": f"with warnings.catch_warnings():\n    warnings.simplefilter('error')\n    try:\n        {STEP}\n    except xes.XESWarning as found:\n        print(found.code)",
    "ignored": f"warnings.simplefilter('ignore', xes.XESWarning)\nb = {STEP}",
    "refused": "def asked():\n    return xes.cut('demo/xes-demo-kbeta.nxs', type='CEE', at=8639)\nasked()",
    "missing": "xes.open('nothing.nxs').spectrum()",
}


@pytest.fixture(scope="module")
def outputs(demo, tmp_path_factory):
    """The outputs of each cell."""
    folder = tmp_path_factory.mktemp("cells")
    (folder / "demo").symlink_to(demo)
    shutil.copy(demo / "xes-demo-kbeta.nxs", folder / "twin.nxs")
    for name in ("one.dat", "two.dat", "three.dat"):
        (folder / name).write_text(TABLE)
    cells = [nbformat.v4.new_code_cell(source) for source in (FIRST, *CELLS.values())]
    notebook = nbformat.v4.new_notebook(cells=cells)
    resources = {"metadata": {"path": str(folder)}}
    nbclient.NotebookClient(notebook, timeout=300, allow_errors=True, resources=resources).execute()
    return dict(zip(CELLS, (cell.outputs for cell in notebook.cells[1:]), strict=True))


def stream(outputs, name):
    return "".join(output.text for output in outputs if output.output_type == "stream" and output.name == name)


def test_a_shown_result_has_its_warning_once(outputs):
    for cell in ("shown", "both", "later"):
        (shown,) = [entry for entry in outputs[cell] if entry.output_type == "execute_result"]
        assert shown.data["text/plain"].count(POOR) == 1, cell
        assert shown.data["text/html"].count(POOR) == 1, cell
        assert stream(outputs[cell], "stderr") == "", cell
    assert stream(outputs["printed"], "stdout").count(POOR) == 1
    assert stream(outputs["printed"], "stderr") == ""


def test_a_result_that_is_not_shown_warns_at_its_line_each_time_it_is_run(outputs):
    for cell in ("named", "again", "numbers"):
        stderr = stream(outputs[cell], "stderr")
        assert stderr.count(POOR) == 1, cell
        assert re.search(r":1: XESWarning: .*fit/poor", stderr), cell
        assert CELLS[cell] in stderr, cell


def test_a_shown_result_suppresses_no_other_with_the_same_warning(outputs):
    stderr = stream(outputs["twins"], "stderr")
    assert stderr.count(POOR) == 1 and re.search(r":2: XESWarning: .*fit/poor", stderr)
    assert stream(outputs["one of several"], "stderr").count(POOR) == 1
    assert stream(outputs["all of several"], "stdout").count(POOR) == 2
    assert stream(outputs["all of several"], "stderr") == ""
    for cell, line in (("scans", "two.dat"), ("columns", "three.dat")):
        stderr = stream(outputs[cell], "stderr")
        assert stderr.count(ASSUMED) == 1, cell
        assert re.search(rf":2: XESWarning: {line}: .*{ASSUMED}", stderr), cell


def test_recorded_ignored_or_raised_warnings_are_immediate(outputs):
    assert stream(outputs["recorded"], "stdout") == "1\n"
    assert stream(outputs["error"], "stdout") == f"{POOR}\n"
    assert outputs["ignored"] == []


def test_a_traceback_shows_only_the_lines_of_the_caller(outputs):
    for cell, code in (("refused", "scan/not-a-map"), ("missing", "file/not-found")):
        (error,) = outputs[cell]
        text = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(error.traceback))
        assert error.ename == "XESError" and f"[{code}]" in text
        assert "jupyterlab_xes" not in text and len(text.splitlines()) < 14
        assert CELLS[cell].splitlines()[-1] in text
    assert "return xes.cut" in re.sub(r"\x1b\[[\d;]*m", "", "\n".join(outputs["refused"][0].traceback))
