"""σ after chains of steps, compared with the Python package `uncertainties`, which propagates every count."""

import numpy as np
import pytest
from recipelink import curve, evaluate, number, scan, step
from scipy.signal import savgol_coeffs
from uncertainties import unumpy

pytestmark = pytest.mark.comparison

ENERGY = 9600 + 0.5 * np.arange(81)
PART = [9612.0, 9628.0]
IN_PART = (ENERGY >= PART[0]) & (ENERGY <= PART[1])


class Counted:
    """A scan for the engine, and its intensities with an independent deviation for each count."""

    def __init__(self, seed, centre=9619.7, level=400, energy=ENERGY, flat=False):
        rng = np.random.default_rng(seed)
        shape = 1 if flat else 0.9 * np.exp(-0.5 * ((energy - centre) / 3) ** 2) + 0.1
        counts = rng.poisson(level * shape * np.ones(energy.size)).astype(float)
        self.monitor = 1e6 * rng.uniform(0.7, 1.1, energy.size)
        self.energy = energy
        self.scan = scan(energy, counts, self.monitor)
        self.counts = unumpy.uarray(counts, np.sqrt(counts))
        self.intensity = self.counts / self.monitor


def weights(energy):
    """Weights of the trapezoidal rule."""
    steps = np.diff(energy)
    return np.concatenate([[0], steps / 2]) + np.concatenate([steps / 2, [0]])


def area(energy, intensity, inside=slice(None)):
    """By the trapezoidal rule, within the range."""
    return (weights(energy[inside]) * intensity[inside]).sum()


def moments(energy, intensity):
    """Centroid and variance."""
    w = weights(energy) * intensity
    m1 = (w * energy).sum() / w.sum()
    return m1, (w * (energy - m1) ** 2).sum() / w.sum()


def agree(ours, theirs, share=1e-6):
    """Value within that fraction of its σ, and the same σ."""
    value, sigma = ours
    assert abs(value - theirs.nominal_value) < share * theirs.std_dev
    assert sigma == pytest.approx(theirs.std_dev, rel=1e-6)


def agree_curves(found, theirs):
    """Each point and its σ."""
    values, sigmas = curve(found)
    np.testing.assert_allclose(values, unumpy.nominal_values(theirs), rtol=1e-9)
    np.testing.assert_allclose(sigmas, unumpy.std_devs(theirs), rtol=1e-6)


@pytest.fixture
def line():
    """A line on a background."""
    return Counted(1)


@pytest.fixture
def other():
    """The same line, measured once more, a little higher."""
    return Counted(2, centre=9620.2)


@pytest.fixture
def weak():
    """A reference whose area is known to a few per cent."""
    return Counted(3, level=25, energy=9700 + 0.5 * np.arange(21), flat=True)


def test_an_area_and_moments(line):
    agree(number(evaluate({"a": line.scan}, x=step("area", "a")), "area"), area(ENERGY, line.intensity))
    found = evaluate({"a": line.scan}, x=step("moments", "a"))
    m1, m2 = moments(ENERGY, line.intensity)
    agree(number(found, "m1"), m1)
    agree(number(found, "m2"), m2)


def test_a_spectrum_divided_by_its_own_area(line):
    divided = line.intensity / area(ENERGY, line.intensity)
    normalise = step("normalise", "a")
    agree_curves(evaluate({"a": line.scan}, n=normalise), divided)
    found = evaluate({"a": line.scan}, n=normalise, x=step("area", "n", range=PART))
    agree(number(found, "area"), area(ENERGY, divided, IN_PART))
    m1, m2 = moments(ENERGY, divided)
    found = evaluate({"a": line.scan}, n=normalise, x=step("moments", "n"))
    agree(number(found, "m1"), m1)
    agree(number(found, "m2"), m2)


def test_a_spectrum_divided_by_a_reference(line, weak):
    divided = line.intensity / area(weak.energy, weak.intensity)
    scans = {"a": line.scan, "r": weak.scan}
    normalise = step("normalise", "a", "r", by="reference")
    agree_curves(evaluate(scans, n=normalise), divided)
    found = evaluate(scans, n=normalise, x=step("area", "n"))
    agree(number(found, "area"), area(ENERGY, divided))


def test_a_rebinned_curve(line):
    # the last bin has the last point too
    rebinned = line.counts[:80].reshape(-1, 4).sum(axis=1) / line.monitor[:80].reshape(-1, 4).sum(axis=1)
    values, sigmas = curve(evaluate({"a": line.scan}, r=step("rebin", "a", width=2)))
    np.testing.assert_allclose(values[:19], unumpy.nominal_values(rebinned)[:19], rtol=1e-9)
    np.testing.assert_allclose(sigmas[:19], unumpy.std_devs(rebinned)[:19], rtol=1e-6)


def test_an_average_and_its_dependents(line, other):
    summed = (line.counts + other.counts) / (line.monitor + other.monitor)
    scans = {"a": line.scan, "b": other.scan}
    average = step("average", "a", "b")
    agree_curves(evaluate(scans, m=average), summed)
    found = evaluate(scans, m=average, n=step("normalise", "m"), x=step("moments", "n"))
    agree(number(found, "m1"), moments(ENERGY, summed)[0])


def test_a_difference_of_curves_of_area_1(line, other):
    one, two = (each.intensity / area(ENERGY, each.intensity) for each in (line, other))
    scans = {"a": line.scan, "b": other.scan}
    steps = {
        "n": step("normalise", "a"),
        "o": step("normalise", "b"),
        "d": step("difference", "n", "o"),
    }
    agree_curves(evaluate(scans, **steps), one - two)


def test_a_smoothed_point(line):
    kernel = savgol_coeffs(7, 3, use="dot")
    smoothed = [(kernel * line.intensity[i - 3 : i + 4]).sum() for i in range(3, 78)]
    values, sigmas = curve(evaluate({"a": line.scan}, s=step("smooth", "a")))
    np.testing.assert_allclose(values[3:78], unumpy.nominal_values(smoothed), rtol=1e-9)
    np.testing.assert_allclose(sigmas[3:78], unumpy.std_devs(smoothed), rtol=1e-6)
