"""Results as code: what it is made of runs from top to bottom, and gives the engine's numbers."""

import shutil
import sys

import numpy as np
import pytest
from cli import REAL
from codecases import ABORTED, FITTED, KBETA, LINEAR, OTHERS, REPEAT, RXES, document, scans, step

from jupyterlab_xes.engineprocess.client import call
from jupyterlab_xes.engineprocess.errors import XESError

pytest.importorskip("lmfit")
pytest.importorskip("matplotlib").use("Agg")


@pytest.fixture(scope="module")
def folder(demo):
    """The synthetic scans, one of them twice under other names."""
    shutil.copy(demo / "xes-demo-herfd.nxs", demo / "copy.nxs")
    shutil.copy(demo / KBETA, demo / "copy-of-kbeta.nxs")
    return demo


def code_of(folder, document, refs, form):
    """Code of results, and what it calls them; paths are those of the document."""
    return call("code", document=document, base=str(folder), refs=refs, form=form)


def run(code, folder, monkeypatch, *, alone):
    """Run code in a folder. @param alone whether this package is out of reach"""
    monkeypatch.chdir(folder)
    if alone:
        monkeypatch.setitem(sys.modules, "jupyterlab_xes", None)
    space = {}
    exec(compile(code["text"], "code.py", "exec"), space)
    monkeypatch.undo()
    return [eval(one["expression"], space) for one in code["shown"]], space


def results_of(folder, document, refs):
    """The engine's own results: their values and numbers."""
    answer = call("evaluate", document=document, base=str(folder), demand=refs, arrays=True)
    return [[item for item in one["items"]] for one in answer["results"]]


def same(value, expected, rtol=1e-9):
    """Whether a curve or a map of the code is that of the engine."""
    assert expected["kind"] in ("spectrum", "map")
    axes = ("energy",) if expected["kind"] == "spectrum" else ("incident", "emission")
    for name in axes:
        np.testing.assert_allclose(getattr(value, name), expected[name], rtol=rtol)
    scale = np.nanmax(np.abs(expected["intensity"]))
    np.testing.assert_allclose(
        getattr(value, "intensity"), expected["intensity"], rtol=rtol, atol=1e-12 * scale
    )


@pytest.mark.parametrize("name", LINEAR)
def test_plain_code_gives_the_same_values(name, folder, monkeypatch):
    """What is linear is the same to rounding."""
    document, refs = LINEAR[name]
    code = code_of(folder, document, refs, "plain")
    found, _ = run(code, folder, monkeypatch, alone=True)
    for value, items in zip(found, results_of(folder, document, refs)):
        values = value if isinstance(value, list) else [value]
        assert len(values) == len(items)
        for one, item in zip(values, items):
            same(one, item["value"])


@pytest.mark.parametrize("name", FITTED)
def test_plain_code_fits_the_same_background(name, folder, monkeypatch):
    """What lmfit fits is the same within a thousandth of the points' σ, and so is the area."""
    document = FITTED[name]
    refs = [{"id": "bg"}]
    code = code_of(folder, document, refs, "plain")
    (found,), space = run(code, folder, monkeypatch, alone=True)
    (items,) = results_of(folder, document, refs)
    for value, item in zip(found if isinstance(found, list) else [found], items):
        expected = item["value"]
        off = np.abs(value.intensity - expected["intensity"])
        assert (off <= 1e-3 * expected["sigma"]).all(), (off / expected["sigma"]).max()
    if "background_area" in space and len(items) == 1:
        number = items[0]["numbers"]["area"]
        assert abs(space["background_area"] - number["value"]) <= 1e-2 * number["sigma"]
