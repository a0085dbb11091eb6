"""Plain code of many scans, steps and parameters runs and returns the viewer's numbers, or is not offered."""

import sys

import numpy as np
import pytest
from codecases import ARMS, HERFD, KBETA, REPEAT, RXES, document, step
from codescans import make_map, make_spectra

from jupyterlab_xes.engineprocess.client import call
from jupyterlab_xes.engineprocess.errors import XESError

pytest.importorskip("lmfit")
pytest.importorskip("matplotlib").use("Agg")
plt = pytest.importorskip("matplotlib.pyplot")

SPECTRA = ["many", "few", "gaps", "unsorted", "uncounted", "alone", "other"]
MODELS = [
    "constant",
    "linear",
    "quadratic",
    "polynomial2",
    "polynomial3",
    "exponential",
    "endpoints",
    "gaussian+linear",
    "lorentzian+constant",
    "voigt+constant",
    "pearson7+constant",
    "pvoigt+linear",
    "gaussian",
]
WINDOWS = [{}, {"exclude": [[9580, 9590]]}, {"include": [[9570, 9578], [9592, 9599.5]]}]


def ways(rng):
    """Steps on spectra s1 and s2, the last of which has the requested result."""
    low, high = np.sort(np.round(rng.uniform(9571, 9599, 2), 3))
    range_ = {"range": [low, high]} if high - low > 2 else {}
    average = step("avg", "average", ["s1", "s2"])
    yield [average]
    yield [step("avg", "average", ["s1", "s2"], union=True)]
    yield [step("avg", "average", ["scans", "s1"], estimator="mean-of-ratios")]
    yield [step("x", "normalise", ["s1", "s2"], **range_)]
    yield [average, step("x", "normalise", ["s1", "avg"], by="reference", **range_)]
    yield [average, step("x", "normalise", ["avg"], by="maximum")]
    yield [step("x", "difference", ["s1", "s2"], **range_)]
    yield [average, step("x", "area", ["avg"], **range_)]
    yield [step("x", "area", ["s1", "s2"])]
    yield [step("x", "rebin", ["s1"], width=round(rng.uniform(0.6, 3), 2))]
    yield [average, step("x", "smooth", ["avg"], window=int(rng.choice([5, 9])), order=2)]
    yield [average, step("m", "rebin", ["s2"], width=1.5), step("x", "average", ["avg", "m"])]
    for model in MODELS:
        windows = WINDOWS[rng.integers(len(WINDOWS))]
        yield [average, step("x", "background", ["avg"], model=model, **windows)]
        yield [step("x", "background", ["s1"], model=model, **WINDOWS[0])]
    yield [step("x", "background", ["s1"], model="linear", weights="none")]
    yield [step("x", "background", ["s1", "s2"], model="linear", **WINDOWS[1])]


def compared(folder, steps, entries, monkeypatch, where):
    """Run the plain code of the last of some steps and compare with the engine. Returns whether it was offered."""
    document_, refs = document(entries, *steps), [{"id": steps[-1]["id"]}]
    where = f"{where}: {steps}"
    try:
        code = call("code", document=document_, base=str(folder), refs=refs, form="plain")
    except XESError as error:
        assert error.message.endswith("."), where
        return False
    printed = []
    space = {"print": lambda *words: printed.append(words)}
    monkeypatch.chdir(folder)
    monkeypatch.setitem(sys.modules, "jupyterlab_xes", None)
    try:
        exec(compile(code["text"], "code.py", "exec"), space)
    except Exception as error:
        raise AssertionError(f"{where}\n{code['text']}") from error
    finally:
        monkeypatch.undo()
        plt.close("all")
    answer = call("evaluate", document=document_, base=str(folder), demand=refs, arrays=True)
    items = answer["results"][0]["items"]
    found = eval(code["shown"][0]["expression"], space)
    values = found if isinstance(found, list) else [found]
    assert len(values) == len(items), where
    for value, item in zip(values, items, strict=True):
        same(value, item, steps[-1]["step"] == "background", where)
    for _, number, viewers in printed:
        assert np.isfinite(number) and "in the viewer" in viewers, where
    return True


def same(value, item, is_fitted, where):
    """Whether a value equals the engine's: linear results to rounding, fits far within σ."""
    expected = item["value"]
    if expected is None:
        assert value == pytest.approx(item["numbers"]["area"]["value"], rel=1e-9), where
        return
    for name in ("energy",) if expected["kind"] == "spectrum" else ("incident", "emission"):
        np.testing.assert_allclose(getattr(value, name), expected[name], rtol=1e-9, err_msg=where)
    off = np.abs(value.intensity - expected["intensity"])
    scale = np.nanmax(np.abs(expected["intensity"]))
    if is_fitted and np.isfinite(expected["sigma"]).any():
        # exact numbers differ by rounding only
        most = np.where(np.isfinite(expected["sigma"]), 1e-2 * expected["sigma"] + 1e-9 * scale, np.inf)
    else:
        most = np.full(off.shape, (1e-5 if is_fitted else 1e-9) * scale)
    assert (np.isnan(off) == np.isnan(expected["intensity"])).all(), where
    assert not (off > most).any(), f"{where}: {np.nanmax(off / most)}"


@pytest.mark.parametrize("kind", SPECTRA)
@pytest.mark.parametrize("seed", [1, 2])
def test_spectra(kind, seed, tmp_path, monkeypatch):
    """Many and few counts, missing points, no counts, no monitor, energies in any order or different ones."""
    rng = np.random.default_rng(seed)
    entries = make_spectra(tmp_path, rng, kind)
    ways_ = list(ways(rng))
    offered = [compared(tmp_path, steps, entries, monkeypatch, f"{kind} {seed}") for steps in ways_]
    assert sum(offered) >= (5 if kind in ("uncounted", "other") else 20)


@pytest.mark.parametrize("kind", ["whole", "stopped", "jitters"])
def test_maps(kind, tmp_path, monkeypatch):
    """Cuts of each type, and their dependents, of a map on a grid of energies."""
    rng = np.random.default_rng(7)
    entry = make_map(tmp_path, rng, kind)
    cuts = [("CIE", 9660.5), ("CEE", 8638), ("CET", 1022)]
    offered = []
    for type_, at in cuts:
        for more in ({}, {"width": 1.1}, {"width": 0.9, "value": "sum"}):
            cut = step("c", "cut", ["s1"], type=type_, at=at, **more)
            for then in (
                [],
                [step("a", "area", ["c"])],
                [step("b", "background", ["c"], model="gaussian+constant")],
                [step("n", "normalise", ["c"]), step("m", "smooth", ["n"])],
            ):
                offered.append(compared(tmp_path, [cut, *then], [entry], monkeypatch, kind))
    offered.append(compared(tmp_path, [step("m", "map", ["s1"])], [entry], monkeypatch, kind))
    assert all(offered)


def test_jittering_readings(demo, tmp_path, monkeypatch):
    """Scans of I20, whose incident energy is a readback: HERFD, cuts of maps, and their averages."""
    average = step("avg", "average", ["a", "b"])
    one, other = (step(id, "cut", ["s1"], type="CEE", at=at) for id, at in (("a", 8638.5), ("b", 8639.5)))
    for steps in (
        [one, other, average],
        [one, other, {**average, "parameters": {"estimator": "mean-of-ratios"}}],
        [one, step("b", "rebin", ["a"], width=0.4), average],
    ):
        compared(demo, steps, [{"id": "s1", "path": RXES}], monkeypatch, "cuts")
    for paths in ([HERFD, HERFD], [KBETA, REPEAT], [ARMS, ARMS]):
        entries = [{"id": f"s{k}", "path": path} for k, path in enumerate(paths)]
        compared(demo, [step("avg", "average", ["scans"])], entries, monkeypatch, "averages")
