"""Times lmfit and scipy on the spectra of fit.mjs; JSON in on standard input, JSON out."""

import json
import sys
import time

import numpy as np
from lmfit.models import LinearModel, Pearson7Model
from scipy.optimize import curve_fit
from scipy.special import beta

NAMES = ["slope", "intercept", "amplitude", "center", "sigma", "expon"]


def function(x, slope, intercept, amplitude, center, sigma, expon):
    tail = (1 + ((x - center) / sigma) ** 2) ** -expon / (sigma * beta(expon - 0.5, 0.5))
    return slope * x + intercept + amplitude * tail


def timed(work, repeats):
    """Median time of a call in ms, and its last result."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = work()
        times.append(1e3 * (time.perf_counter() - start))
    return sorted(times)[repeats // 2], result


def reference(x, y, sigma, start):
    """The solution to at least 40 digits: Gauss–Newton with derivatives by mpmath."""
    import mpmath as mp

    mp.mp.dps = 60
    xs, ys, ws = ([mp.mpf(v) for v in values] for values in (x, y, 1 / sigma))

    def row(xi, wi, yi, p):
        slope, intercept, amplitude, center, width, m = p
        t = (xi - center) / width
        base = 1 + t * t
        unit = base**-m / (width * mp.beta(m - mp.mpf(1) / 2, mp.mpf(1) / 2))
        f = amplitude * unit
        change = mp.digamma(m) - mp.digamma(m - mp.mpf(1) / 2) - mp.log(base)
        g = [xi, 1, unit, f * 2 * m * t / base / width, f * (2 * m * t * t / base - 1) / width, f * change]
        return [wi * v for v in g], wi * (slope * xi + intercept + f - yi)

    p = [mp.mpf(float(v)) for v in start]
    for _ in range(60):
        rows = [row(xi, wi, yi, p) for xi, wi, yi in zip(xs, ws, ys)]
        normal = mp.matrix(6, 6)
        right = mp.matrix(6, 1)
        for g, r in rows:
            for a in range(6):
                right[a] -= g[a] * r
                for b in range(6):
                    normal[a, b] += g[a] * g[b]
        step = mp.lu_solve(normal, right)
        p = [v + s for v, s in zip(p, step)]
        if max(abs(s / v) for v, s in zip(p, step)) < mp.mpf(10) ** -30:
            break
    total = sum(r * r for _, r in rows)
    inverse = normal**-1
    errors = [mp.sqrt(inverse[k, k] * total / (len(xs) - 6)) for k in range(6)]
    return [float(v) for v in p], [float(v) for v in errors]


def main():
    case = json.load(sys.stdin)
    x, y, sigma = (np.array(case[name]) for name in ("x", "y", "sigma"))
    start = [case["start"][name] for name in NAMES]
    model = LinearModel() + Pearson7Model()
    params = model.make_params(**case["start"])
    repeats = case["repeats"]
    lmfit_ms, fitted = timed(lambda: model.fit(y, params, x=x, weights=1 / sigma), repeats)
    scipy_ms, (values, covariance) = timed(
        lambda: curve_fit(function, x, y, start, sigma=sigma), repeats
    )
    exact = None
    try:
        exact = reference(x, y, sigma, values) if case["isFirst"] else None
    except ModuleNotFoundError:
        pass
    answer = {
        "lmfit": lmfit_ms,
        "scipy": scipy_ms,
        "lmfitParams": [fitted.params[name].value for name in NAMES],
        "lmfitErrors": [fitted.params[name].stderr for name in NAMES],
        "scipyParams": list(values),
        "scipyErrors": list(np.sqrt(np.diag(covariance))),
        "exact": exact,
        "lmfitNfev": fitted.nfev,
    }
    print(json.dumps(answer))


main()
