"""The fit engine against lmfit (values, report) and scipy (σ, correlations)."""

import re
from pathlib import Path

import h5py
import numpy as np
import pytest

from fitcases import LMFIT, engine, model_of, random_case, start_of, with_lmfit, with_scipy
from lastbits import COPIES, copies, nudged, nudged_case

pytestmark = pytest.mark.comparison

SCANS = Path(__file__).resolve().parents[3] / "shared" / "data" / "i20"

#: The engine's warnings about a problem that the data do not determine.
DOUBTS = {"fit/undetermined", "fit/correlated", "fit/at-bound", "fit/not-converged", "fit/noise-floor"}

SHAPE_VALUES = {
    "amplitude": 3.3, "center": 1.7, "sigma": 1.3, "gamma": 0.4, "fraction": 0.3, "expon": 1.8,
    "decay": 7.0, "slope": 0.3, "intercept": 2.0, "a": 0.02, "b": -0.3, "c": 1.5,
    "c0": 1.0, "c1": 0.2, "c2": -0.03, "c3": 0.004,
}  # fmt: skip


def far(ours, theirs, sigma, tolerance):
    """Whether two values differ by more than that fraction of σ; a missing one does."""
    return ours is None or not abs(ours - theirs) <= tolerance * sigma


def compare_with_lmfit(ours, fitted, sigmas):
    """Differences from lmfit, as text; whether lmfit reached the minimum.

    Values are compared in units of their σ. lmfit differentiates by finite differences, so that where it ends depends
    on the processor: within a thousandth of σ of the minimum, or at a larger χ². There a value δ from the minimum
    costs at least (δ/σ)² of the reduced χ².
    """
    wrong = []
    above = (fitted.chisqr - ours["chisqr"]) / ours["redchi"]
    if above < -1e-9 * ours["nfree"]:
        wrong.append(f"χ² {ours['chisqr']} is above lmfit's {fitted.chisqr}")
    if above > 1e-6:
        return wrong, False
    for name, sigma in sigmas.items():
        mine = ours["parameters"][name]["value"]
        if far(mine, fitted.params[name].value, sigma, 3e-3):
            wrong.append(f"{name}: {mine} ± {sigma} but lmfit {fitted.params[name].value}")
    for name in ("chisqr", "redchi", "rsquared"):
        if far(ours[name], getattr(fitted, name), abs(ours[name]), 1e-5):
            wrong.append(f"{name}: {ours[name]} but lmfit {getattr(fitted, name)}")
    for name in ("aic", "bic"):
        if far(ours[name], getattr(fitted, name), 1, 1e-4):
            wrong.append(f"{name}: {ours[name]} but lmfit {getattr(fitted, name)}")
    return wrong, True


def compare_with_scipy(ours, found):
    """Differences from scipy, as text: values in units of σ, σ to four digits, correlations."""
    wrong = []
    if found.chisqr < ours["chisqr"] * (1 - 1e-9):
        wrong.append(f"χ² {ours['chisqr']} is above scipy's {found.chisqr}")
    for name, value, sigma in zip(found.names, found.values, found.sigmas, strict=True):
        mine = ours["parameters"][name]
        if far(mine["value"], value, sigma, 1e-3):
            wrong.append(f"{name}: {mine['value']} ± {sigma} but scipy {value}")
        if far(mine["stderr"], sigma, sigma, 1e-4):
            wrong.append(f"σ of {name}: {mine['stderr']} but scipy {sigma}")
    for pair in ours["correlations"]:
        theirs = found.correlations[found.names.index(pair["a"]), found.names.index(pair["b"])]
        if far(pair["value"], theirs, 1, 1e-4):
            wrong.append(f"C({pair['a']}, {pair['b']}): {pair['value']} but scipy {theirs}")
    return wrong


def check(cases):
    """All agree except those the engine itself doubts. Returns how many agree with lmfit."""
    settled = 0
    for number, (case, ours) in enumerate(zip(cases, engine(cases), strict=True)):
        if DOUBTS & set(ours["codes"]):
            continue
        fitted = with_lmfit(case)
        found = with_scipy(case, fitted)
        sigmas = dict(zip(found.names, found.sigmas, strict=True))
        wrong, reached = compare_with_lmfit(ours, fitted, sigmas)
        wrong += compare_with_scipy(ours, found)
        settled += reached
        assert not wrong, f"spectrum {number}, {case['parts']}: {wrong}"
    return settled


@pytest.fixture(scope="module")
def spectra():
    """200 random spectra."""
    rng = np.random.default_rng(20251013)
    return [random_case(rng) for _ in range(200)]


@copies
def test_random_spectra(spectra, copy, every_copy_whole):
    # a copy has every tenth spectrum: two copies of each
    chosen = spectra if copy == 0 or every_copy_whole else spectra[copy % 10 :: 10]
    cases = [nudged_case(case, copy) for case in chosen]
    assert check(cases) >= 0.95 * len(cases)


def real(file, arm, number):
    if not SCANS.exists():
        pytest.skip(f"no real scans in {SCANS}")
    with h5py.File(SCANS / f"{file}_1.nxs") as scan:
        energy = scan[f"/entry1/I1/XESEnergy{arm}"][()]
        counts = scan[f"/entry1/instrument/medipix{number}/medipix{number}_roi_total"][()]
        monitor = scan["/entry1/I1/I1"][()]
    return energy, counts / monitor, np.sqrt(np.maximum(counts, 1)) / monitor


def real_case(file, arm, number, origin, window, shapes, start):
    energy, y, sigma = real(file, arm, number)
    inside = (energy >= window[0]) & (energy <= window[1])
    parts = [{"shape": shape, "prefix": f"{name}_"} for name, shape in shapes.items()]
    return {
        "x": (energy - origin)[inside].tolist(),
        "y": y[inside].tolist(),
        "sigma": sigma[inside].tolist(),
        "parts": parts,
        "start": start,
    }


@copies
def test_real_scans(copy):
    line = {"b_slope": 0, "b_intercept": 3e-4}
    two = {"p_amplitude": 0.6, "p_center": 2, "p_sigma": 3, "q_amplitude": 0.6, "q_center": -3, "q_sigma": 5}
    one = {"p_amplitude": 0.1, "p_center": -0.7, "p_sigma": 1.3}
    weak = {"p_amplitude": 3e-3, "p_center": -1.5, "p_sigma": 2, "q_amplitude": 5e-3, "q_center": 4.5, "q_sigma": 2}
    lines = {"p": "gaussian", "q": "gaussian", "b": "linear"}
    cases = [
        real_case("279496", "Upper", 1, 8640, (8634, 8644), {"p": "voigt", "b": "linear"}, {**one, **line}),
        real_case("279496", "Upper", 1, 8640, (8634, 8644), {"p": "pearson7", "b": "constant"}, one),
        real_case("280754", "Lower", 2, 9570, (9558, 9620), {"p": "pearson7", "b": "linear"},
                  {"p_amplitude": 1.2, "p_center": 1.5, "p_sigma": 4, "p_expon": 1.4, **line}),
        real_case("280754", "Lower", 2, 9570, (9558, 9620), {"p": "voigt", "q": "voigt", "b": "linear"},
                  {**two, **line}),
        real_case("280754", "Lower", 2, 9570, (9558, 9620), {"p": "lorentzian", "q": "gaussian", "b": "linear"},
                  {**two, **line}),
        real_case("280772", "Lower", 2, 9651, (9644, 9662), lines, {**weak, **line}),
    ]  # fmt: skip
    assert check([nudged_case(case, copy) for case in cases]) >= 4


@pytest.mark.parametrize("shape", LMFIT)
def test_values_of_shapes(shape):
    model = model_of([{"shape": shape, "prefix": ""}])
    axes = [nudged(np.linspace(-9, 12, 43), copy) for copy in range(COPIES + 1)]
    starts = [nudged_values(model.param_names, copy) for copy in range(COPIES + 1)]
    batch = [
        {
            "x": x.tolist(),
            "y": (0 * x).tolist(),
            "sigma": None,
            "parts": [{"shape": shape, "prefix": ""}],
            "start": {name: {"value": value, "vary": False} for name, value in values.items()},
        }
        for x, values in zip(axes, starts, strict=True)
    ]
    for x, values, ours in zip(axes, starts, engine(batch), strict=True):
        params = start_of(model, values)
        expected = model.eval(params=params, x=x)
        np.testing.assert_allclose(ours["bestFit"], expected, rtol=1e-11, atol=1e-13)
        for name in ("fwhm", "height"):
            if name in ours["parameters"] and name in params:
                value = ours["parameters"][name]["value"]
                assert value == pytest.approx(params[name].value, rel=1e-6)


def nudged_values(names, copy):
    """`SHAPE_VALUES` of these names, differing in the last bits."""
    return dict(zip(names, nudged([SHAPE_VALUES[name] for name in names], copy, 1).tolist(), strict=True))


def test_no_answer_if_there_is_none():
    rng = np.random.default_rng(3)
    x = np.linspace(20, 60, 60)
    tail = {"x": x.tolist(), "sigma": (0 * x + 0.02).tolist()}
    lines = [{"shape": "gaussian", "prefix": "a_"}, {"shape": "gaussian", "prefix": "b_"}]
    middle = np.linspace(-5, 5, 60)
    same = {"a_amplitude": 1, "a_center": 0.1, "a_sigma": 1, "b_amplitude": 1.2, "b_center": 0.1, "b_sigma": 1}
    cases = [
        # the tail of an unmeasured line
        {**tail, "y": (30 / x**2 + rng.normal(0, 0.02, 60)).tolist(),
         "parts": [{"shape": "pearson7", "prefix": ""}],
         "start": {"amplitude": 100, "center": 1, "sigma": 3, "expon": 1.2}},
        # two lines at one position
        {"x": middle.tolist(), "y": (np.exp(-(middle**2) / 2) + rng.normal(0, 0.01, 60)).tolist(),
         "sigma": (0 * x + 0.01).tolist(), "parts": lines, "start": same},
        # no line at all
        {**tail, "y": (1 + rng.normal(0, 0.02, 60)).tolist(),
         "parts": [{"shape": "gaussian", "prefix": ""}, {"shape": "constant", "prefix": "b_"}],
         "start": {"amplitude": 1, "center": 40, "sigma": 3, "b_c": 1}},
    ]  # fmt: skip
    batch = [nudged_case(case, copy) for copy in range(COPIES + 1) for case in cases]
    for case, ours in zip(batch, engine(batch), strict=True):
        assert DOUBTS & set(ours["codes"]), case["parts"]


def numbers_out(text):
    return re.sub(r"[-+ ]*\d+(\.\d+)?(e[-+]\d+)?", " #", text)


@copies
def test_the_report_reads_as_lmfits(copy):
    case = nudged_case(random_case(np.random.default_rng(11)), copy)
    ours = engine([case])[0]["report"].splitlines()
    theirs = with_lmfit(case).fit_report().splitlines()
    retained = [line for line in theirs if "==" not in line]
    mine = [line for line in ours[: len(theirs)] if "==" not in line]
    assert [numbers_out(line) for line in mine] == [numbers_out(line) for line in retained]
    for left, right in zip(mine, retained):
        if "function evals" in left or "+/-" in left:
            continue
        for a, b in zip(re.findall(r"-?\d+\.\d+", left), re.findall(r"-?\d+\.\d+", right)):
            assert float(a) == pytest.approx(float(b), rel=1e-4, abs=2e-4)
