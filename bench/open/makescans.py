"""Maps of 200², 1000² and 2000² points to be opened: python makescans.py OUT [SIZE…]

nxdata-N.nxs   NXdata, intensity contiguous as float64, an axis each
gzip-N.nxs     the same, compressed (gzip 4, shuffle) in chunks of up to 256²
i20-N.nxs      the layout of I20: a value a point for each energy, angle, monitor and time; contiguous

With a SIZE: nxdata-SIZE.nxs of each alone.
"""

import os
import sys

import h5py
import numpy as np

out = sys.argv[1]
os.makedirs(out, exist_ok=True)
rng = np.random.default_rng(7)
asked = [int(size) for size in sys.argv[2:]]

for n in asked or (200, 1000, 2000):
    incident = 9650 + 0.05 * np.arange(n)
    emission = 8600 + 0.05 * np.arange(n)
    line = 1 / (1 + ((emission[:, None] - 8600 - 0.02 * n) / 2) ** 2)
    edge = 0.5 + np.arctan((incident[None, :] - 9650 - 0.02 * n) / 2) / np.pi
    truth = 0.001 + 0.06 * line * edge
    counts = rng.poisson(truth * 6e5).astype(float)
    monitor = np.round(6e5 * rng.normal(1, 0.003, counts.shape))

    for name, how in (
        ("nxdata", {}),
        ("gzip", {"chunks": (min(n, 256),) * 2, "compression": "gzip", "shuffle": True}),
    )[: 1 if asked else None]:
        with h5py.File(f"{out}/{name}-{n}.nxs", "w") as f:
            f.attrs["default"] = "entry"
            entry = f.create_group("entry")
            entry.attrs.update({"NX_class": "NXentry", "default": "data"})
            data = entry.create_group("data")
            data.attrs.update({"NX_class": "NXdata", "signal": "intensity", "axes": ["emission", "incident"]})
            data.create_dataset("intensity", data=counts / monitor, **how)
            for axis, values in (("emission", emission), ("incident", incident)):
                data[axis] = values
                data[axis].attrs["units"] = "eV"

    if asked:
        continue
    with h5py.File(f"{out}/i20-{n}.nxs", "w") as f:
        # Ω outer, ω inner, as in a real scan: the arrays are transposed
        turned = (counts.T, monitor.T)
        readback = np.round(incident[:, None] + rng.normal(0, 0.001, (n, n)), 3)
        stored = np.floor(np.broadcast_to(emission, (n, n)) * 100 + 1e-6) / 100
        i1 = f.create_group("entry1/I1")
        i1["bragg1WithOffset"] = readback
        i1["I1"] = turned[1]
        i1["Time"] = np.ones((n, n))
        i1["XESEnergyUpper"] = stored
        i1["XESBraggUpper"] = np.degrees(np.arcsin(12398.419843 / (1.451480192 * stored)))
        detector = f.create_group("entry1/instrument/medipix1")
        detector["medipix1_roi_total"] = turned[0]
        detector["FFI1_medipix1"] = turned[0] / turned[1]
        f["entry1/scan_dimensions"] = np.array([n, n])
