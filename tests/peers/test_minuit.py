"""Fits of counts beside iminuit: by Poisson likelihood, free, at bounds and of few counts."""

import numpy as np
import pytest
from iminuit import Minuit
from recipelink import evaluate, scan, step

pytestmark = pytest.mark.comparison

ENERGY = 9600 + 0.5 * np.arange(81)
NAMES = ["amplitude", "center", "sigma", "c"]


def model(amplitude, center, sigma, c):
    """A Gaussian of that area on a constant."""
    height = amplitude / (sigma * np.sqrt(2 * np.pi))
    return height * np.exp(-0.5 * ((ENERGY - center) / sigma) ** 2) + c


def counted(level, seed):
    """Counts of a line, and their monitor, which is about 1 so that numbers are counts."""
    rng = np.random.default_rng(seed)
    monitor = rng.uniform(0.7, 1.1, ENERGY.size)
    truth = level * (0.9 * np.exp(-0.5 * ((ENERGY - 9619.7) / 3) ** 2) + 0.1)
    return rng.poisson(truth * monitor).astype(float), monitor


def theirs(counts, monitor, **limits):
    """The fit of greatest likelihood, and the σ that its model leads to expect."""

    def minus_log_likelihood(amplitude, center, sigma, c):
        mean = np.maximum(monitor * model(amplitude, center, sigma, c), 1e-300)
        return np.sum(mean - counts * np.log(mean))

    top = counts.max()
    fit = Minuit(minus_log_likelihood, amplitude=8 * top, center=9619.0, sigma=2.4, c=0.1 * top)
    fit.errordef = Minuit.LIKELIHOOD
    fit.limits["amplitude", "c"] = (0, None)
    fit.limits["sigma"] = (0.1, 20)
    for name, bounds in limits.items():
        fit.limits[name] = bounds
    fit.tol = 1e-6
    fit.strategy = 2
    fit.migrad(ncall=20000)
    values = np.array(fit.values)
    return values, expected_sigma(values, monitor)


def expected_sigma(values, monitor):
    """The root of the inverse of Fisher's information, by differences."""
    steps = 1e-5 * np.maximum(np.abs(values), 1)
    columns = [
        (model(*(values + step)) - model(*(values - step))) / (2 * step.sum())
        for step in np.diag(steps)
    ]
    jacobian = np.array(columns).T * monitor[:, None]
    information = jacobian.T @ (jacobian / (monitor * model(*values))[:, None])
    return np.sqrt(np.diag(np.linalg.inv(information)))


def ours(counts, monitor, **bounds):
    """The same by the step `fit`."""
    top = counts.max()
    return evaluate(
        {"a": scan(ENERGY, counts, monitor)},
        f=step(
            "fit",
            "a",
            model="gaussian+constant",
            set={"amplitude": 8 * top, "center": 9619, "sigma": 2.4, "c": 0.1 * top},
            bounds=bounds,
        ),
    )["numbers"]


@pytest.mark.parametrize("level", [10_000, 400, 30, 8])
@pytest.mark.parametrize("seed", range(5))
def test_a_free_fit_by_likelihood(level, seed):
    counts, monitor = counted(level, seed)
    values, sigmas = theirs(counts, monitor)
    found = ours(counts, monitor)
    # lmfit’s convention: σ times √(χ²/dof)
    scale = np.sqrt(found["redchi"]["value"])
    for name, value, sigma in zip(NAMES, values, sigmas, strict=True):
        assert abs(found[name]["value"] - value) < 2e-3 * sigma, name
        assert found[name]["sigma"] == pytest.approx(scale * sigma, rel=2e-3), name


@pytest.mark.parametrize("level", [10_000, 400, 30])
@pytest.mark.parametrize("bounds", [{"sigma": [0.5, 2.5]}, {"center": [9600, 9619]}], ids=str)
def test_a_fit_that_ends_at_a_bound(level, bounds):
    counts, monitor = counted(level, 7)
    values, sigmas = theirs(counts, monitor, **bounds)
    found = ours(counts, monitor, **bounds)
    for name, value, sigma in zip(NAMES, values, sigmas, strict=True):
        assert abs(found[name]["value"] - value) < 5e-3 * sigma, name
