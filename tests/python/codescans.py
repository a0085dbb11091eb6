"""Random scans, of many kinds, whose results are written as code."""

import h5py
import numpy as np


def line(energy, center, width, height, level):
    """A Lorentzian on a level."""
    return level + height / (1 + ((energy - center) / width) ** 2)


def _write(path, **arrays):
    with h5py.File(path, "w") as file:
        for name, values in arrays.items():
            file[name] = values
            if name in ("w", "e"):
                file[name].attrs["units"] = "eV"


def _columns(*names):
    known = {"w": "incident", "e": "emission", "n": "counts", "i0": "monitor", "y": "intensity"}
    return {known[name]: name for name in names}


def make_spectra(folder, rng, kind, count=2):
    """
    Emission spectra (`few`: mostly zeros, `gaps`: points without a monitor, `uncounted`: no counts, `other`: on other
    energies) or `herfd`: with an incident readback. Returns their entries.
    """
    energy = np.round(np.arange(60) * 0.5 + 9570.0, 6)
    height = {"few": 0.4}.get(kind, 400)
    entries = []
    for k in range(count):
        shift = 0.23 * k if kind == "other" else 0
        own = energy + shift
        i0 = rng.normal(1000, 20, len(own))
        n = rng.poisson(line(own, 9585, 3, height, height / 20) * i0 / 1000).astype(float)
        if kind == "gaps":
            i0[rng.choice(np.arange(5, 55), 3, replace=False)] = 0
        order = rng.permutation(len(own)) if kind == "unsorted" else np.arange(len(own))
        path = f"{kind}-{k}.h5"
        if kind == "uncounted":
            _write(folder / path, e=own, y=n / i0)
            columns = _columns("e", "y")
        elif kind == "alone":
            _write(folder / path, e=own, n=n)
            columns = _columns("e", "n")
        else:
            _write(folder / path, e=own[order], n=n[order], i0=i0[order])
            columns = _columns("e", "n", "i0")
        entries.append({"id": f"s{k + 1}", "path": path, "columns": columns})
    return entries


def make_map(folder, rng, kind):
    """A map (`stopped`: half a row is missing, `jitters`: its emission energy is a readback). Returns its entry."""
    incident, emission = np.linspace(9658, 9663, 11), np.linspace(8630, 8645, 31)
    w, e = (grid.ravel() for grid in np.meshgrid(incident, emission, indexing="ij"))
    i0 = rng.normal(1000, 30, w.shape)
    n = rng.poisson(line(e, 8638, 2, 30, 1) * line(w, 9661, 1, 1, 0.1) * i0 / 1000).astype(float)
    if kind == "jitters":
        e = e + rng.uniform(-0.02, 0.02, e.shape)
    last = len(w) - 17 if kind == "stopped" else len(w)
    path = f"map-{kind}.h5"
    _write(folder / path, w=w[:last], e=e[:last], n=n[:last], i0=i0[:last])
    return {"id": "s1", "path": path, "columns": _columns("w", "e", "n", "i0")}
