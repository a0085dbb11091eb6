"""The true lines and edges of the demonstration scans, in eV and counts over monitor."""

import copy

import numpy as np

TRUTH = {
    "rxes": {
        "line": {"centre": 8638.9, "fwhm": 2.6, "peak": 0.06},
        "edge": {"centre": 9660.0, "width": 0.8},
        "background": 0.001,
    },
    "upper": {"centre": 8639.2, "fwhm": 2.6, "peak": 0.043},
    "lower": {"centre": 9572.0, "fwhm": 6.1, "peak": 0.1},
    "herfd": {"edge": {"centre": 9660.0, "width": 0.8}, "peak": 0.05},
    "valence": {
        "main": {"centre": 9572.0, "fwhm": 6.1, "peak": 0.1},
        "lines": [
            {"centre": 9640.0, "fwhm": 3.5, "peak": 0.0004},
            {"centre": 9648.5, "fwhm": 3.5, "peak": 0.0012},
        ],
        "background": 0.002,
    },
    # a sample damaged by the beam: a mixture of two species, the second growing from scan to scan
    "herfd_series": {
        "before": {"edge": {"centre": 9660.0, "width": 0.8}, "white": {"centre": 9663.5, "fwhm": 3.0, "peak": 0.03}},
        "after": {"edge": {"centre": 9658.8, "width": 0.8}, "white": {"centre": 9662.0, "fwhm": 3.0, "peak": 0.015}},
        "changed": [round(0.08 * k, 2) for k in range(8)],
        "minutes": [10 * k for k in range(8)],
        "height": 0.05,
        "background": 0.002,
    },
    "kbeta_series": {
        "centres": [round(9572.0 + 0.05 * k, 2) for k in range(12)],
        "fwhm": 6.1,
        "peak": 0.1,
        "background": 0.002,
    },
}


def lorentzian(energy, centre, fwhm, peak):
    """A Lorentzian of the given height; energies in eV."""
    return peak / (1 + (2 * (energy - centre) / fwhm) ** 2)


def edge(energy, centre, width):
    """An arctangent edge from 0 to 1; energies in eV."""
    return 0.5 + np.arctan((energy - centre) / width) / np.pi


def rxes(incident, emission):
    """The true map, N/I1."""
    t = TRUTH["rxes"]
    return t["background"] + edge(incident, **t["edge"]) * lorentzian(emission, **t["line"])


def gaussian(energy, centre, fwhm, peak):
    """A Gaussian of the given height; energies in eV."""
    return peak * np.exp(-4 * np.log(2) * ((energy - centre) / fwhm) ** 2)


def valence(emission):
    """The main line with its long tail, and the valence-to-core lines on it."""
    t = TRUTH["valence"]
    lines = sum(gaussian(emission, **line) for line in t["lines"])
    return t["background"] + lorentzian(emission, **t["main"]) + lines


def changing(incident, changed):
    """HERFD spectrum of a sample of which the beam has changed the given fraction."""
    t = TRUTH["herfd_series"]
    before, after = (
        t["height"] * edge(incident, **species["edge"]) + lorentzian(incident, **species["white"])
        for species in (t["before"], t["after"])
    )
    return t["background"] + (1 - changed) * before + changed * after


def kbeta(emission, centre):
    """Kβ1,3 of the series."""
    t = TRUTH["kbeta_series"]
    return t["background"] + lorentzian(emission, centre, t["fwhm"], t["peak"])


def iad_from_first(changed, low=9640.0, high=9700.0):
    """Integrated absolute difference of the series' noise-free spectra, each of area 1, from the first."""
    energy = np.linspace(low, high, 6001)

    def shape(part):
        intensity = changing(energy, part)
        return intensity / _integral(energy, intensity)

    return [_integral(energy, np.abs(shape(part) - shape(changed[0]))) for part in changed]


def _integral(x, y):
    return float(np.sum((y[1:] + y[:-1]) * np.diff(x)) / 2)


def written_truth():
    """The contents of `truth.json`: the truth with the areas of whole lines and the IAD of the series."""
    truth = copy.deepcopy(TRUTH)
    for line in (truth["rxes"]["line"], truth["upper"], truth["lower"]):
        line["area"] = np.pi / 2 * line["peak"] * line["fwhm"]
    for line in truth["valence"]["lines"]:
        line["area"] = line["peak"] * line["fwhm"] * np.sqrt(np.pi / np.log(2)) / 2
    series = truth["herfd_series"]
    series["iad"] = iad_from_first(series["changed"])
    return truth
