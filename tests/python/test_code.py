"""Results as code: the generated code runs from top to bottom, and returns the engine's numbers."""

import ast
import builtins
import keyword
import os
import shutil
import subprocess
import sys

import h5py
import numpy as np
import pytest
from cli import REAL
from codecases import FITTED, HERFD, KBETA, LINEAR, OTHERS, REPEAT, document, step

import jupyterlab_xes as xes
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
    """Code of results, and their names in it; paths are those of the document."""
    return call("code", document=document, base=str(folder), refs=refs, form=form)


def run(code, folder, monkeypatch, *, alone):
    """Run code in a folder. @param alone whether this package is unavailable"""
    monkeypatch.chdir(folder)
    if alone:
        monkeypatch.setitem(sys.modules, "jupyterlab_xes", None)
    space = {}
    exec(compile(code["text"], "code.py", "exec"), space)
    monkeypatch.undo()
    return [eval(entry["expression"], space) for entry in code["shown"]], space


def results_of(folder, document, refs):
    """The engine's own results: their values and numbers."""
    answer = call("evaluate", document=document, base=str(folder), demand=refs, arrays=True)
    return [[item for item in result["items"]] for result in answer["results"]]


def same(value, expected, rtol=1e-9):
    """Whether a curve or a map of the code equals that of the engine."""
    assert expected["kind"] in ("spectrum", "map")
    axes = ("energy",) if expected["kind"] == "spectrum" else ("incident", "emission")
    for name in axes:
        np.testing.assert_allclose(getattr(value, name), expected[name], rtol=rtol)
    scale = np.nanmax(np.abs(expected["intensity"]))
    np.testing.assert_allclose(
        getattr(value, "intensity"), expected["intensity"], rtol=rtol, atol=1e-12 * scale
    )


@pytest.mark.parametrize("name", LINEAR)
def test_plain_code_computes_the_same_values(name, folder, monkeypatch):
    """Linear results are the same to rounding."""
    document, refs = LINEAR[name]
    code = code_of(folder, document, refs, "plain")
    found, _ = run(code, folder, monkeypatch, alone=True)
    for value, items in zip(found, results_of(folder, document, refs), strict=True):
        values = value if isinstance(value, list) else [value]
        assert len(values) == len(items)
        for one, item in zip(values, items, strict=True):
            same(one, item["value"])


@pytest.mark.parametrize("name", FITTED)
def test_plain_code_fits_the_same_background(name, folder, monkeypatch):
    """Fits by lmfit are the same within a thousandth of the points' σ, as is the area."""
    document = FITTED[name]
    refs = [{"id": "bg"}]
    code = code_of(folder, document, refs, "plain")
    (found,), space = run(code, folder, monkeypatch, alone=True)
    (items,) = results_of(folder, document, refs)
    for value, item in zip(found if isinstance(found, list) else [found], items, strict=True):
        expected = item["value"]
        off = np.abs(value.intensity - expected["intensity"])
        # the scale of a joined spectrum has a separate sigma, which reduces the weights of its points in the viewer
        most = 1e-2 if name == "joined" else 1e-3
        assert (off <= most * expected["sigma"]).all(), (off / expected["sigma"]).max()
    if len(items) == 1:
        numbers = items[0]["numbers"]
        for name in ("area", "centroid") if np.isfinite(numbers["area"]["value"]) else ():
            number = numbers[name]
            assert abs(space[f"bg_{name}"] - number["value"]) <= most * number["sigma"]


@pytest.mark.parametrize("name", [*LINEAR, *FITTED, *OTHERS])
def test_code_with_xes_computes_the_same_to_the_bit(name, folder, monkeypatch):
    """It is the same engine."""
    document, refs = {**LINEAR, **OTHERS}.get(name) or (FITTED[name], [{"id": "bg"}])
    code = code_of(folder, document, refs, "xes")
    found, _ = run(code, folder, monkeypatch, alone=False)
    for value, items in zip(found, results_of(folder, document, refs), strict=True):
        values = list(value) if hasattr(value, "good") or isinstance(value, list) else [value]
        good = [item for item in items if item["value"] is not None or item["numbers"]]
        if len(values) == 1:
            # parts for single inputs are next to the combined result
            good = [entry for entry in good if "/" not in entry["key"]] or good
        assert len(values) == len(good)
        for one, item in zip(values, good, strict=True):
            equal(one, item)


def equal(result, item):
    """Whether a result, or a scan, is an item of the engine's answer, to the bit."""
    value = item["value"]
    if hasattr(result, "spectrum"):
        made = xes.map(result) if value["kind"] == "map" else xes.spectrum(result)
        np.testing.assert_array_equal(made.intensity, value["intensity"])
        return
    if value is not None and value["kind"] != "table":
        np.testing.assert_array_equal(result.intensity, value["intensity"])
    for name, number in item["numbers"].items():
        assert result.numbers[name].value == pytest.approx(number["value"], rel=0, nan_ok=True)


def test_plain_code_runs_without_this_package(folder, tmp_path):
    """As a separate script, in a Python that sees no package of the working directory."""
    document, refs = LINEAR["cuts of several"]
    script = tmp_path / "cuts.py"
    script.write_text(code_of(folder, document, refs, "plain")["text"], encoding="utf-8")
    assert "jupyterlab" not in script.read_text(encoding="utf-8")
    command = [sys.executable, "-I", "-W", "error", "-c", ALONE, str(script)]
    subprocess.run(command, check=True, cwd=folder, timeout=120, env={**os.environ, "MPLBACKEND": "Agg"})


ALONE = """
import runpy, sys, warnings
sys.modules["jupyterlab_xes"] = None
warnings.filterwarnings("ignore", message=".*non-interactive.*")
runpy.run_path(sys.argv[1], run_name="__main__")
"""

HOSTILE = [
    'a"); import os; os.system("touch owned") #',
    "it's \"quoted\" \\ and \\\" more",
    "line\nimport os\ros.abort()",
    "\u2028os.abort()\u2029\u0085\x0b\x0c\x1c",
    "\u202eesrever\u2066 \ufeff\u200b",
    '"""\n',
    "$x_$ \\frac{",
    "{0} %s {name}",
    "print",
    "class",
    "__import__",
    "np",
    "xes",
    "Ω − ω",
    "日本",
    "1",
]


@pytest.mark.parametrize("form", ["xes", "plain"])
@pytest.mark.parametrize("label", HOSTILE)
def test_labels_are_only_text(label, form, folder, monkeypatch):
    """User input appears only in strings, and variables are names."""
    document_ = document(
        [{"id": "s1", "path": KBETA, "label": label}, {"id": "s2", "path": REPEAT, "label": label}],
        step("avg", "average", ["s1", "s2"], label),
        step("n", "normalise", ["avg"], label),
    )
    code = code_of(folder, document_, [{"id": "n"}], form)
    tree = ast.parse(code["text"])
    names = {entry.id for entry in ast.walk(tree) if isinstance(entry, ast.Name)}
    assert all(name.isascii() and name.isidentifier() for name in names)
    assigned = [t.id for entry in tree.body if isinstance(entry, ast.Assign) for t in entry.targets]
    made = [name for name in assigned if not name.startswith("_")]
    assert len(made) == len(set(made)) == 4
    assert not {*made} & {*dir(builtins), *keyword.kwlist, "np", "plt", "xes", "h5py"}
    assert all(ch.isprintable() or ch == "\n" for ch in code["text"])
    (found,), _ = run(code, folder, monkeypatch, alone=form == "plain")
    assert len(found.energy) == 207
    assert not (folder / "owned").exists()


def test_paths_are_only_text(demo, tmp_path, monkeypatch):
    """A file may have any name."""
    folder = tmp_path / 'qu"ote\'s\nline'
    folder.mkdir()
    shutil.copy(demo / KBETA, folder / 'a"b\\c$d.nxs')
    path = f'{folder.name}/a"b\\c$d.nxs'
    for form in ("xes", "plain"):
        code = code_of(tmp_path, document([path]), [{"id": "s1"}], form)
        run(code, tmp_path, monkeypatch, alone=form == "plain")


def test_many_scans_are_opened_in_a_loop(folder, monkeypatch):
    """Scans that differ only in their paths share one line."""
    paths = [KBETA, REPEAT, "copy-of-kbeta.nxs", "again.nxs"]
    shutil.copy(folder / REPEAT, folder / "again.nxs")
    document_ = document(
        paths,
        step("n", "normalise", ["scans"]),
        step("avg", "average", [{"id": "n", "except": ["n/s1"]}]),
    )
    code = code_of(folder, document_, [{"id": "avg"}], "xes")
    assert "[xes.open(path) for path in paths_xes_demo_kbeta_to_again]" in code["text"]
    assert code["text"].count("xes.open") == 1
    (found,), _ = run(code, folder, monkeypatch, alone=False)
    ((item,),) = results_of(folder, document_, [{"id": "avg"}])
    np.testing.assert_array_equal(found.intensity, item["value"]["intensity"])


def test_arrays_named_by_the_user(tmp_path, monkeypatch):
    """keV, axes of a grid in either order, a monitor a point, and intensities instead of counts."""
    rng = np.random.default_rng(3)
    incident, emission = np.linspace(9.658, 9.663, 6), np.linspace(8630, 8640, 11)
    with h5py.File(tmp_path / "grid.h5", "w") as file:
        file["w"], file["e"] = incident, emission
        file["w"].attrs["units"], file["e"].attrs["units"] = "keV", "eV"
        file["n"] = rng.poisson(500, (6, 11)).astype(float)
        file["i0"] = rng.normal(1e5, 1e3, (6, 11))
        file["turned"] = rng.poisson(500, (11, 6)) / 7.0
    for columns in (
        {"incident": "w", "emission": "e", "counts": "n", "monitor": "i0"},
        {"incident": "w", "emission": "e", "intensity": "n", "monitor": "i0"},
        {"incident": "w", "emission": "e", "intensity": "turned"},
    ):
        document_ = document(
            [{"id": "s1", "path": "grid.h5", "columns": columns}],
            step("c", "cut", ["s1"], type="CET", at=1025, width=3),
        )
        refs = [{"id": "s1"}, {"id": "c"}]
        for form in ("plain", "xes"):
            code = code_of(tmp_path, document_, refs, form)
            found, _ = run(code, tmp_path, monkeypatch, alone=form == "plain")
            for value, (item,) in zip(found, results_of(tmp_path, document_, refs), strict=True):
                if form == "plain":
                    same(value, item["value"])


REFUSED = {
    "despike": (document([KBETA], step("x", "despike", ["s1"])), "despike"),
    "interpolated": (
        document([KBETA, REPEAT], step("b", "rebin", ["s2"], width=1), step("x", "average", ["s1", "b"])),
        "interpolated",
    ),
    "a text": (document(["xes-demo-kbeta.dat"], step("x", "normalise", ["s1"])), "text"),
    "no counts": (
        document([KBETA], step("n", "normalise", ["s1"]), step("x", "background", ["n"], exclude=[[9562, 9585]])),
        "counts",
    ),
    "an edge": (
        document([HERFD], step("x", "background", ["s1"], model="linear+edge")),
        "edge",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_limits_of_plain_code_are_reported(name, folder):
    """With a message that names the step or the scan, and the other form."""
    document_, word = REFUSED[name]
    with pytest.raises(XESError) as caught:
        code_of(folder, document_, [{"id": "x"}], "plain")
    assert caught.value.code == "code/not-plain"
    assert word in str(caught.value)
    assert "xes" in str(caught.value)
    assert "xes." in code_of(folder, document_, [{"id": "x"}], "xes")["text"]


@pytest.mark.parametrize("state", ["closed", "growing"])
def test_unwritten_values_are_not_zero_in_plain_code(state, tmp_path):
    """For chunks missing from the file h5py returns zeros, which would be taken as measured."""
    rng = np.random.default_rng(5)
    incident, emission = np.linspace(9658, 9663, 6), np.linspace(8630, 8640, 11)
    with h5py.File(tmp_path / "writing.h5", "w", libver="latest") as file:
        file["w"], file["e"] = incident, emission
        for name in "we":
            file[name].attrs["units"] = "eV"
        counts = file.create_dataset("n", shape=(6, 11), chunks=(1, 11), dtype="f8")
        counts[:4] = rng.poisson(500, (4, 11))
        if state == "growing":
            file.swmr_mode = True
            file.flush()
            shutil.copy(tmp_path / "writing.h5", tmp_path / "scan.h5")
    if state == "closed":
        shutil.copy(tmp_path / "writing.h5", tmp_path / "scan.h5")
    columns = {"incident": "w", "emission": "e", "counts": "n"}
    document_ = document(
        [{"id": "s1", "path": "scan.h5", "columns": columns}],
        step("x", "cut", ["s1"], type="CET", at=1025, width=3),
    )
    with pytest.raises(XESError, match="written") as caught:
        code_of(tmp_path, document_, [{"id": "x"}], "plain")
    assert caught.value.code == "code/not-plain"
    assert "xes.open" in code_of(tmp_path, document_, [{"id": "x"}], "xes")["text"]


@pytest.mark.parametrize("form", ["plain", "xes"])
def test_steps_without_a_result_have_no_code(form, folder):
    """Nor do its dependents: the message is that of the step."""
    refused = document(
        [KBETA, HERFD],
        step("d", "difference", ["s1", "s2"], "emission less incident"),
        step("n", "smooth", ["d"]),
    )
    sentence = error_of(folder, refused, "d")
    for wanted in ("d", "n"):
        with pytest.raises(XESError) as caught:
            code_of(folder, refused, [{"id": wanted}], form)
        assert sentence in str(caught.value)


@pytest.mark.parametrize("form", ["plain", "xes"])
def test_of_several_inputs_only_those_without_a_result_have_no_code(form, folder):
    """An item that failed affects only its dependents."""
    partly = document([KBETA, HERFD], step("r", "rebin", ["scans"], width=1, range=[9560, 9600]))
    sentence = error_of(folder, partly, "r", "r/s2")
    for ref in ({"id": "r"}, {"id": "r", "only": ["r/s2"]}):
        with pytest.raises(XESError) as caught:
            code_of(folder, partly, [ref], form)
        assert sentence in str(caught.value)
    assert code_of(folder, partly, [{"id": "r", "only": ["r/s1"]}], form)["text"]


def error_of(folder, document_, id_, key=None):
    """The message of a step's failed item."""
    ((*items,),) = results_of(folder, document_, [{"id": id_}])
    return next(item["error"]["message"] for item in items if item["key"] == (key or id_))


def test_spectra_on_other_energies_are_refused_at_run_time(folder, monkeypatch):
    """Files may be replaced after the code was written."""
    code = code_of(folder, document([KBETA, REPEAT], step("a", "average", ["s1", "s2"])), [{"id": "a"}], "plain")
    shutil.copy(folder / REPEAT, folder / "moved.nxs")
    with h5py.File(folder / "moved.nxs", "r+") as file:
        file["/entry1/I1/XESEnergyLower"][...] += 0.1
    code["text"] = code["text"].replace(REPEAT, "moved.nxs")
    with pytest.raises(ValueError, match="different energies"):
        run(code, folder, monkeypatch, alone=True)


def test_an_empty_selection_has_no_code(folder):
    """An analysis without scans, and a step without inputs."""
    for document_, refs in ((document([]), None), (document([KBETA], step("c", "cut", ["scans"], type="CIE", at=1)), None)):
        with pytest.raises(XESError) as caught:
            call("code", document=document_, base=str(folder), form="xes")
        assert caught.value.code == "code/nothing"


@pytest.mark.skipif(not REAL.exists(), reason="the real scans are not there")
@pytest.mark.parametrize("form", ["plain", "xes"])
def test_real_scans(form, monkeypatch):
    """Both arms, and a valence-to-core spectrum joined with its main line."""
    document_ = document(
        ["279496_1.nxs", "280754_1.nxs", "280772_1.nxs"],
        step(
            "vtc",
            "background",
            ["s3", "s2"],
            "VtC",
            model="pearson7+constant",
            join=True,
            include=[[9580, 9635], [9670, 9680]],
        ),
    )
    refs = [{"id": "s1", "channel": "upper"}, {"id": "s1", "channel": "lower"}, {"id": "vtc"}]
    code = code_of(REAL, document_, refs, form)
    found, _ = run(code, REAL, monkeypatch, alone=form == "plain")
    *arms, vtc = results_of(REAL, document_, refs)
    if form == "plain":
        for value, (item,) in zip(found[:2], arms, strict=True):
            same(value, item["value"])
    off = np.abs(found[2].intensity - vtc[0]["value"]["intensity"]) / vtc[0]["value"]["sigma"]
    assert off.max() <= 1e-3, off.max()
