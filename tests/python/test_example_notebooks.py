"""The example notebooks run from top to bottom in a real kernel, and find the truth of the demonstration scans."""

import copy
import json
import shutil

import nbformat
import pytest
from cli import ROOT
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

FOLDER = ROOT / "examples" / "notebooks"
NAMES = sorted(path.name for path in FOLDER.glob("*.ipynb"))

# results of the notebooks, printed as JSON by an additional last cell
TOLD = {
    "1-rxes.ipynb": """{
        "line": line.numbers["center"], "fwhm": line.numbers["fwhm"],
        "edge": edge.numbers["center"], "edge_of_all": edge_of_all.numbers["center"],
        "crossing": xes.Number(crossing, 0.3),
    }""",
    "2-valence-to-core.ipynb": """{
        "area": vtc.numbers["area"], "centroid": vtc.numbers["centroid"], "scale": vtc.numbers["scale"],
        **{f"area {k}": one.numbers["area"] for k, one in enumerate(others.values())},
    }""",
    "3-herfd-series.ipynb": """{
        "iad": iad.numbers["debiased"], "rate": rate,
        **{f"iad {k}": xes.Number(found.iad[k], found.iad_sigma[k]) for k in range(1, 8)},
        **{f"minute {k}": xes.Number(one, 0) for k, one in enumerate(minutes)},
    }""",
    "4-batch.ipynb": """{
        "shift": shift,
        **{name: xes.Number(*row) for name, row in good[["fit.center", "fit.center_sigma"]].T.items()},
    }""",
}
AS_JSON = "import json as _json\nprint(_json.dumps({k: [float(n), n.sigma] for k, n in (%s).items()}))"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, demo):
    """The notebooks next to the scans, as in `npm run demo`."""
    made = tmp_path_factory.mktemp("examples") / "notebooks"
    shutil.copytree(demo, made)
    for name in NAMES:
        shutil.copyfile(FOLDER / name, made / name)
    return made


@pytest.fixture(scope="module")
def truth(demo):
    """The truth behind the counts."""
    return json.loads((demo / "truth.json").read_text())


def run(folder, name, times=1):
    """A notebook after its run, and the output of its last cell. `times`: number of runs, in one kernel."""
    notebook = nbformat.read(folder / name, 4)
    notebook.cells = [copy.deepcopy(cell) for _ in range(times) for cell in notebook.cells]
    for k, cell in enumerate(notebook.cells):
        cell["id"] = f"run-{k}"
    notebook.cells.append(new_code_cell(AS_JSON % TOLD[name]))
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(folder)}}).execute()
    (last,) = notebook.cells[-1].outputs
    return notebook, json.loads(last.text)


def require_close(found, wanted, sigmas=4):
    """Each within the given number of its σ."""
    for name, value in wanted.items():
        assert found[name][1] > 0, name
        assert abs(found[name][0] - value) < sigmas * found[name][1], (name, found[name], value)


def outputs_of(notebook):
    """All outputs except that of the last cell, which belongs to the test."""
    return [output for cell in notebook.cells[:-1] if cell.cell_type == "code" for output in cell.outputs]


def test_rxes(folder, truth):
    notebook, found = run(folder, "1-rxes.ipynb")
    line, edge = truth["rxes"]["line"], truth["rxes"]["edge"]
    require_close(
        found,
        {
            "line": line["centre"],
            "fwhm": line["fwhm"],
            "edge": edge["centre"],
            "edge_of_all": edge["centre"],
            # within a step of the map
            "crossing": line["centre"] + 1022.0,
        },
    )
    assert found["line"][1] < 0.01 and found["edge"][1] < 0.02
    assert (folder / "rxes-transfer.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "herfd.csv").exists()
    assert no_warnings(notebook)


def test_valence_to_core(folder, truth):
    notebook, found = run(folder, "2-valence-to-core.ipynb")
    lines = truth["valence"]["lines"]
    areas = [1.064467 * line["peak"] * line["fwhm"] for line in lines]
    area = sum(areas)
    centroid = sum(one * line["centre"] for one, line in zip(areas, lines)) / area
    require_close(found, {"area": area, "centroid": centroid, "scale": 1})
    require_close(found, {f"area {k}": area for k in range(3)})
    assert found["area"][1] < 0.02 * area
    assert no_warnings(notebook)


def test_herfd_series(folder, truth):
    _, found = run(folder, "3-herfd-series.ipynb")
    t = truth["herfd_series"]
    iads = t["iad"]
    assert iads[0] == 0 and len(iads) == 8
    require_close(found, {"iad": iads[-1], "rate": iads[-1] / t["minutes"][-1]})
    require_close(found, {f"iad {k}": iads[k] for k in range(1, 8)})
    assert [found[f"minute {k}"][0] for k in range(8)] == t["minutes"]


def test_batch(folder, truth):
    # once more, like a user: existing files are no obstacle
    notebook, found = run(folder, "4-batch.ipynb", times=2)
    centres = truth["kbeta_series"]["centres"]
    require_close(found, {"shift": centres[1] - centres[0]})
    require_close(found, {f"kbeta-{k + 1:02}": one for k, one in enumerate(centres)})
    texts = [entry.get("text", "") or entry.get("data", {}).get("text/plain", "") for entry in outputs_of(notebook)]
    assert any("12 of 13 done" in text for text in texts)
    assert any("file/truncated" in text for text in texts)
    assert json.loads((folder / "kbeta.xes.json").read_text())["steps"]

def no_warnings(notebook):
    """Whether a notebook prints nothing on stderr."""
    return not [entry for entry in outputs_of(notebook) if entry.get("name") == "stderr"]


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_are_committed_without_outputs(name):
    notebook = nbformat.read(FOLDER / name, 4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    # one idea per cell
    assert max(len(cell.source.splitlines()) for cell in code) <= 20


def test_all_notebooks_are_tested():
    assert NAMES == sorted(TOLD)
