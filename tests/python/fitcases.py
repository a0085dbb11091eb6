"""Spectra with known truth, and their fits by lmfit and scipy, for the tests of the fit engine."""

import json
import subprocess
from pathlib import Path
from typing import NamedTuple

import numpy as np
from lmfit import models
from scipy.optimize import least_squares

HERE = Path(__file__).parent

#: Our names of shapes, and lmfit's models.
LMFIT = {
    "constant": models.ConstantModel,
    "linear": models.LinearModel,
    "quadratic": models.QuadraticModel,
    "polynomial3": lambda prefix: models.PolynomialModel(3, prefix=prefix),
    "gaussian": models.GaussianModel,
    "lorentzian": models.LorentzianModel,
    "voigt": models.VoigtModel,
    "pvoigt": models.PseudoVoigtModel,
    "pearson7": models.Pearson7Model,
    "doniach": models.DoniachModel,
    "step_linear": lambda prefix: models.StepModel(form="linear", prefix=prefix),
    "step_arctan": lambda prefix: models.StepModel(form="arctan", prefix=prefix),
    "step_erf": lambda prefix: models.StepModel(form="erf", prefix=prefix),
    "step_logistic": lambda prefix: models.StepModel(form="logistic", prefix=prefix),
    "exponential": models.ExponentialModel,
}

PEAKS = ["gaussian", "lorentzian", "voigt", "pvoigt", "pearson7", "doniach"]


def engine(batch):
    """Fit all of the batch in one process of Node."""
    done = subprocess.run(
        ["node", str(HERE / "fitbatch.mjs")],
        input=json.dumps(batch),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def model_of(parts):
    """lmfit's model of the same parts."""
    made = [LMFIT[part["shape"]](prefix=part["prefix"]) for part in parts]
    whole = made[0]
    for more in made[1:]:
        whole = whole + more
    return whole


def start_of(model, start):
    """lmfit's parameters with the starts; an object also sets vary, min, max."""
    params = model.make_params()
    for name, value in start.items():
        if isinstance(value, dict):
            params[name].set(expr="", **value)
        else:
            params[name].set(value=value, expr="")
    return params


def random_case(rng):
    """One spectrum: one or two lines, which may overlap, on a background, with Poisson noise; its start is off by up to 15 %."""
    points = int(rng.integers(90, 240))
    x = np.linspace(-20, 20, points)
    count = int(rng.integers(1, 3))
    apart = rng.uniform(1.5, 8)
    parts, truth = [], {}
    for k in range(count):
        shape, prefix = str(rng.choice(PEAKS)), f"p{k}_"
        parts.append({"shape": shape, "prefix": prefix})
        middle = 0 if count == 1 else (-apart, apart)[k]
        truth[f"{prefix}amplitude"] = rng.uniform(20, 60) * (0.2 if shape == "doniach" else 1)
        truth[f"{prefix}center"] = middle + rng.uniform(0.5, 2)
        truth[f"{prefix}sigma"] = rng.uniform(1.2, 2.5)
        if shape == "pvoigt":
            truth[f"{prefix}fraction"] = rng.uniform(0.3, 0.7)
        if shape == "pearson7":
            truth[f"{prefix}expon"] = rng.uniform(1.2, 3)
        if shape == "doniach":
            truth[f"{prefix}gamma"] = rng.uniform(0.05, 0.3)
    truth["b_slope"], truth["b_intercept"] = rng.uniform(-0.05, 0.05), rng.uniform(2, 5)
    parts.append({"shape": "linear", "prefix": "b_"})
    model = model_of(parts)
    clean = model.eval(params=start_of(model, truth), x=x)
    monitor = 10 ** rng.uniform(3, 5)
    counts = rng.poisson(np.maximum(clean, 0) * monitor)
    return {
        "x": x.tolist(),
        "y": (counts / monitor).tolist(),
        "sigma": (np.sqrt(np.maximum(counts, 1)) / monitor).tolist(),
        "parts": parts,
        "start": {name: value * rng.uniform(0.85, 1.15) for name, value in truth.items()},
    }


def with_lmfit(case):
    """The fit by lmfit with the smallest useful step of its derivatives."""
    x, y = np.array(case["x"]), np.array(case["y"])
    weights = None if case["sigma"] is None else 1 / np.array(case["sigma"])
    model = model_of(case["parts"])
    tight = {"epsfcn": 1e-14, "ftol": 1e-15, "xtol": 1e-15, "gtol": 1e-15}
    params = start_of(model, case["start"])
    return model.fit(y, params, x=x, weights=weights, fit_kws=tight)


class Found(NamedTuple):
    """A minimum: names, values and σ of the parameters that vary (k), their correlations (k × k), χ²."""

    names: list
    values: np.ndarray
    sigmas: np.ndarray
    correlations: np.ndarray
    chisqr: float


def with_scipy(case, fitted):
    """Values, σ and correlations by scipy with central differences, from lmfit's result."""
    x, y = np.array(case["x"]), np.array(case["y"])
    weights = 1.0 if case["sigma"] is None else 1 / np.array(case["sigma"])
    names = fitted.var_names
    params = fitted.params.copy()

    def residual(values):
        for name, value in zip(names, values):
            params[name].value = value
        return (fitted.model.eval(params=params, x=x) - y) * weights

    start = [fitted.params[name].value for name in names]
    tight = {"xtol": 1e-15, "ftol": 1e-15, "gtol": 1e-15}
    found = least_squares(residual, start, jac="3-point", method="trf", x_scale="jac", **tight)
    scale = np.linalg.norm(found.jac, axis=0)
    _, triangle = np.linalg.qr(found.jac / scale)
    inverse = np.linalg.inv(triangle) / scale[:, None]
    covariance = inverse @ inverse.T * (2 * found.cost / (len(x) - len(names)))
    sigma = np.sqrt(np.diag(covariance))
    return Found(names, found.x, sigma, covariance / np.outer(sigma, sigma), 2 * found.cost)
