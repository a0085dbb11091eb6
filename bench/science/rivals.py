"""Times of numpy, daxs and larch for the tasks of `spectra.mjs`; prints JSON, ms."""

import json
import logging
import time

import numpy as np

logging.disable(logging.CRITICAL)


def median(once, repeats=15):
    """Median duration of a function, ms, after warming up."""
    once()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        once()
        times.append(time.perf_counter() - start)
    return 1e3 * sorted(times)[repeats // 2]


def scan(points, k):
    """The same numbers as in spectra.mjs."""
    i = np.arange(points)
    energy = 9640 + 0.3 * i
    monitor = 6e5 + 1000.0 * ((i * 7 + k) % 13)
    counts = np.round(200 + 4000 * np.exp(-((energy - 9660) ** 2) / 9)) + ((i * 31 + k * 17) % 60)
    return energy, counts, monitor


def sums(scans):
    """ΣN/ΣI1 and its σ, grids checked."""
    energy = scans[0][0]
    if not all(np.allclose(one[0], energy, atol=0.015, rtol=0) for one in scans):
        raise ValueError("grids differ")
    counts = np.sum([one[1] for one in scans], axis=0)
    monitor = np.sum([one[2] for one in scans], axis=0)
    return energy, counts / monitor, np.sqrt(np.maximum(counts, 1)) / monitor


def regrid(scans):
    """Average like the predecessor: interpolated to a regular grid, mean without NaN."""
    low, high = max(s[0].min() for s in scans), min(s[0].max() for s in scans)
    grid = np.arange(low, high + 0.15, np.nanmedian(np.diff(scans[0][0])))
    every = [np.interp(grid, s[0], s[1] / s[2], left=np.nan, right=np.nan) for s in scans]
    return grid, np.nanmean(every, axis=0)


def sort_and_check(energy, counts, monitor):
    """A spectrum from points: sorted, without unmeasured points."""
    good = np.isfinite(energy) & np.isfinite(counts) & (monitor > 0)
    order = np.argsort(energy[good])
    return energy[good][order], counts[good][order], monitor[good][order]


def reduce(scans):
    """The reduction of spectra.mjs, in numpy."""
    spectra = [sort_and_check(*one) for one in scans]
    for energy, counts, monitor in spectra:
        inside = (energy >= 9642) & (energy <= 9690)
        x = np.concatenate([[9642], energy[inside], [9690]])
        y = np.interp(x, energy, counts / monitor)
        weights = np.zeros(len(x))
        weights[:-1] += np.diff(x) / 2
        weights[1:] += np.diff(x) / 2
        area = np.sum(weights * y)
        sigma = np.sqrt(np.sum((weights * np.sqrt(y / monitor[0])) ** 2))
        normalised = y / area
        centroid = np.sum(weights * x * normalised)
        np.sqrt(np.sum((weights * (x - centroid) * np.sqrt(y / monitor[0])) ** 2)) / area + sigma
    return sums(spectra)


def numpy_map(columns, rows):
    """The same map as in spectra.mjs."""
    j = np.arange(columns)
    incident = 9650 + 0.05 * j + 0.004 * np.sin(j)
    emission = 8600 + 0.05 * np.arange(rows)
    return incident, emission, 1 + np.sin(np.arange(columns * rows) * 1e-3).reshape(rows, columns)


def sheared(incident, emission, z):
    """Each column interpolated onto common transfer energies."""
    axis = np.arange(incident[0] - emission[-1], incident[-1] - emission[0], 0.05)
    image = np.empty((len(axis), len(incident)))
    for j, omega in enumerate(incident):
        image[:, j] = np.interp(omega - axis, emission, z[:, j], left=np.nan, right=np.nan)
    return image


three = [scan(201, k) for k in range(3)]
many = [scan(2000, k) for k in range(100)]
thousand = [scan(201, k) for k in range(1000)]
large, small = numpy_map(2000, 2000), numpy_map(200, 200)
found = {
    "average of 3 scans of 201 points": {
        "numpy, the same": median(lambda: sums(three), 101),
        "the predecessor's way": median(lambda: regrid(three), 101),
    },
    "average of 100 scans of 2000 points": {
        "numpy, the same": median(lambda: sums(many)),
        "the predecessor's way": median(lambda: regrid(many)),
    },
    "transfer view of 2000 × 2000 cells, exact": {
        "numpy": median(lambda: large[0][None, :] - large[1][:, None]),
    },
    "transfer view of 2000 × 2000, to draw": {"numpy, by column": median(lambda: sheared(*large), 5)},
    "transfer view of 200 × 200, to draw": {"numpy, by column": median(lambda: sheared(*small))},
    "reduction of 1000 scans of 201 points": {"numpy": median(lambda: reduce(thousand), 5)},
}

try:
    from daxs.measurements import Measurement1D
    from daxs.scans import Scan

    def daxs_average(scans):
        """Ratio of sums, with daxs."""
        measurement = Measurement1D([])
        for energy, counts, monitor in scans:
            one = Scan(energy, counts)
            one.monitor = monitor
            measurement.add_scans(one)
        measurement.process()
        return measurement.signal

    for name, scans in (
        ("average of 3 scans of 201 points", three),
        ("average of 100 scans of 2000 points", many),
    ):
        found[name]["daxs"] = median(lambda scans=scans: daxs_average(scans), 9)
except ImportError:
    pass

try:
    from larch.utils.mathutils import gridxyz
except ImportError:
    try:
        from larch.math.gridxyz import gridxyz
    except ImportError:
        gridxyz = None

if gridxyz:
    omega, energy = np.meshgrid(small[0], small[1])
    columns = omega.ravel(), (omega - energy).ravel(), small[2].ravel()
    found["transfer view of 200 × 200, to draw"]["larch"] = median(
        lambda: gridxyz(*columns, xystep=0.05), 1
    )

print(json.dumps(found))
