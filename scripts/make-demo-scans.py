"""Make synthetic scans of beamline I20 whose truth is known.

    .venv/bin/python scripts/make-demo-scans.py OUTDIR [--large]

Writes `xes-demo-….nxs` and `.dat` with the layout of real files (groups, hard links, jittering
readback, truncated emission energy, cut XML, dangling link to the frames) and `truth.json` with the
parameters of each. All energies in eV; the random numbers have a fixed seed. `--large` adds
a file of 1 GB with a 200 × 200 map in front of its frames.
"""

import argparse
import json
from pathlib import Path

import h5py
import numpy as np

ARMS = {
    # arm: (detector, K of E = K / sin(theta), crystal, Rowland radius in mm)
    "Upper": ("medipix1", 8549.80, "Si", "(6 4 2)", 995.0),
    "Lower": ("medipix2", 9488.80, "Ge", "(5 5 5)", 992.0),
}
SAMPLE = "xes_demo"
START = "2026-01-15T09:00:00.000+00"
END = "2026-01-15T09:52:00.000+00"
# intensity = counts / I1; area is the integral over emission energy
KALPHA = [
    {"name": "Kalpha1", "shape": "lorentzian", "centre": 8639.2, "fwhm": 2.6, "area": 0.20}
]
KBETA = [
    {"name": "Kbeta1,3", "shape": "lorentzian", "centre": 9572.0, "fwhm": 6.4, "area": 0.06}
]
HERFD = {"edge": 9661.0, "fwhm": 1.6, "height": 0.012, "floor": 0.0004,
         "white line": {"shape": "lorentzian", "centre": 9664.0, "fwhm": 3.0, "area": 0.03}}
RXES = {
    "edge": 9660.5,
    "edge fwhm": 1.4,
    "line": KALPHA[0],
    "resonance": {"shape": "gaussian", "incident centre": 9660.0, "incident fwhm": 1.2,
                  "transfer centre": 1021.5, "transfer fwhm": 2.0, "height": 0.03},
    "background": 1e-4,
}


def lorentzian(x, centre, fwhm, area, **_):
    return area * fwhm / (2 * np.pi) / ((x - centre) ** 2 + fwhm**2 / 4)


def gaussian(x, centre, fwhm):
    """Of height one."""
    return np.exp(-4 * np.log(2) * ((x - centre) / fwhm) ** 2)


def step(x, edge, fwhm):
    return 0.5 + np.arctan(2 * (x - edge) / fwhm) / np.pi


def rxes(incident, emission):
    """Intensity of the map: a fluorescence line above an edge, and a resonance along constant transfer."""
    resonance = RXES["resonance"]
    line = step(incident, RXES["edge"], RXES["edge fwhm"]) * lorentzian(emission, **RXES["line"])
    ridge = (
        resonance["height"]
        * gaussian(incident, resonance["incident centre"], resonance["incident fwhm"])
        * gaussian(incident - emission, resonance["transfer centre"], resonance["transfer fwhm"])
    )
    return line + ridge + RXES["background"]


def xes(lines):
    return lambda _, emission: sum(lorentzian(emission, **line) for line in lines) + 2e-4


def herfd(incident, _):
    white = HERFD["white line"]
    edge = HERFD["height"] * step(incident, HERFD["edge"], HERFD["fwhm"])
    return HERFD["floor"] + edge + lorentzian(incident, **white)


def measure(rng, incident, arms, monitor_level, seconds):
    """What the detectors saw: `arms` maps an arm to (emission energies, intensity function)."""
    n = incident.size
    scan = {
        "incident": incident + rng.choice([-2, -1, 0, 0, 1, 2], n) * 1e-3,
        "monitor": np.round(monitor_level * seconds * (1 + 0.004 * rng.standard_normal(n))),
        "seconds": np.full(n, float(seconds)),
        "arms": {},
    }
    for arm, (emission, intensity) in arms.items():
        bragg = np.degrees(np.arcsin(ARMS[arm][1] / emission))
        counts = rng.poisson(intensity(incident, emission) * scan["monitor"]).astype(float)
        # I20 stores the demand, truncated to 0.01 eV
        stored = np.floor(emission * 100) / 100
        scan["arms"][arm] = {"emission": stored, "bragg": bragg, "counts": counts}
    return scan


def cut_short(scan, points):
    """The first points only, as of a scan that was aborted."""
    arms = {a: {k: v[:points] for k, v in arm.items()} for a, arm in scan["arms"].items()}
    return {**{k: scan[k][:points] for k in ("incident", "monitor", "seconds")}, "arms": arms}


def sample_xml():
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<I20SampleParameters>\n'
        f"    <shouldValidate>true</shouldValidate>\n    <name>{SAMPLE}</name>\n"
        "    <descriptions>synthetic</descriptions>\n"
    )
    while len(xml) < 1100:
        xml += "    <motor><name2>stage</name2><demandPosition>0.0</demandPosition></motor>\n"
    return xml[:1023]  # as GDA cuts it


def group(parent, name, nx_class):
    made = parent.require_group(name)
    made.attrs["NX_class"] = np.bytes_(nx_class)
    return made


def write_nexus(path, scan, command, dimensions, number, frames=None):
    """@param frames shape of a frame (rows, columns): raw frames inside the file, allocated but empty."""
    with h5py.File(path, "w", libver="earliest") as file:
        entry = group(file, "entry1", "NXentry")
        for name, value in {
            "title": command, "scan_command": command, "entry_identifier": str(number),
            "experiment_identifier": "xx00000-1", "program_name": "make-demo-scans",
            "scan_identifier": f"demo-{number}", "start_time": START,
        }.items():
            entry[name] = value
        entry.create_dataset("end_time", data=np.array(END, dtype="S1024"))
        entry.create_dataset("scan_dimensions", data=np.array(dimensions, dtype="i4"))
        before = group(entry, "before_scan", "NXinstrument")
        before.create_dataset("Sample_Parameters", data=np.array([sample_xml()], dtype="S1024"))
        instrument = group(entry, "instrument", "NXinstrument")
        instrument["name"] = "i20"
        links = []

        def dataset(parent, name, values, **attributes):
            if values.size == np.prod(dimensions):
                values = values.reshape(dimensions)
            made = parent.create_dataset(
                name, data=values, chunks=values.shape, maxshape=(None,) * values.ndim
            )
            for key, value in attributes.items():
                made.attrs[key] = np.bytes_(value)
            return made

        def linked(parent, name, values, **attributes):
            target = f"{parent.name}/{name}"
            links.append((name, dataset(parent, name, values, target=target, **attributes)))

        mono = group(instrument, "bragg1WithOffset", "NXpositioner")
        is_map = len(dimensions) == 2
        axis = "1,2" if is_map else "1"
        linked(mono, "bragg1WithOffset", scan["incident"], axis=axis,
               **({"label": "1", "primary": "1"} if is_map else {}))
        counter = group(instrument, "I1", "NXdetector")
        positions = "Group" if len(scan["arms"]) > 1 else next(iter(scan["arms"]))
        for arm, values in scan["arms"].items():
            energy = group(instrument, f"XESEnergy{positions}", "NXpositioner")
            linked(energy, f"XESEnergy{arm}", values["emission"], axis=axis,
                   label="2" if is_map else "1")
            angle = group(instrument, f"XESBragg{positions}", "NXpositioner")
            linked(angle, f"XESBragg{arm}", values["bragg"], axis=axis)
        axes = list(links)
        linked(counter, "I1", scan["monitor"], local_name="I1.I1")
        linked(counter, "Time", scan["seconds"], local_name="I1.Time")
        monitor = group(entry, "I1", "NXdata")
        for name, made in links:
            monitor[name] = made
        for arm, values in scan["arms"].items():
            name = ARMS[arm][0]
            detector = group(instrument, name, "NXdetector")
            detector["local_name"] = name
            dataset(detector, f"{name}_roi_total", values["counts"])
            dataset(detector, f"FFI1_{name}", values["counts"] / scan["monitor"])
            data = group(entry, name, "NXdata")
            for axis_name, made in axes:
                data[axis_name] = made
            if frames:
                write_frames(detector, (*dimensions, *frames))
                data["data"] = detector["data"]
            else:
                for place in (detector, data):
                    place["data"] = h5py.ExternalLink(
                        f"{name}-{number}.hdf", "/entry/instrument/detector/data"
                    )


def write_frames(detector, shape):
    """One contiguous dataset, allocated at once and never filled: sparse on most file systems."""
    layout = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    layout.set_layout(h5py.h5d.CONTIGUOUS)
    layout.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    layout.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
    space = h5py.h5s.create_simple(shape)
    h5py.h5d.create(detector.id, b"data", h5py.h5t.STD_U32LE, space, layout)


def write_ascii(path, scan, command):
    arms = scan["arms"]
    lines = [
        "# DIAMOND LIGHT SOURCE",
        "# Instrument: I20-XAS Date: Thu, 15 Jan 2026 09:00:00 GMT",
        "# Ring energy: 3.00086 GeV",
        "# ",
        "# Monochromator crystal cut: Si(111)",
    ]
    for arm, (_, _, material, cut, radius) in ARMS.items():
        lines.append(
            f"# XES {arm.lower()} spectrometer : crystal material {material}, crystal cut: {cut}, "
            f"Rowland circle radius: {radius} mm"
        )
    lines += [
        "#",
        f"# Nexus output file: '/dls/i20/data/2026/xx00000-1/nexus/{Path(path).stem}.nxs'",
        f"# Sample name: {SAMPLE}",
        f"# Sample description: # command: {command}",
        "#",
        "# Dark current has been automatically removed from counts in main scan (I1)",
        "#",
    ]
    columns = [("Energy", scan["incident"], 4)]
    columns += [(f"XESEnergy{a}", v["emission"], 4) for a, v in arms.items()]
    columns += [(f"XESBragg{a}", v["bragg"], 4) for a, v in arms.items()]
    columns += [("I1", scan["monitor"], 2)]
    for arm, values in arms.items():
        columns += [(f"FF_{ARMS[arm][0]}", values["counts"], 6)]
        columns += [(f"FFI1_{ARMS[arm][0]}", values["counts"] / scan["monitor"], 6)]
    columns += [("Time", scan["seconds"], 4)]
    lines.append("# " + "\t".join(name.ljust(16) for name, _, _ in columns) + "\t")
    for i in range(scan["incident"].size):
        cells = (f"{values[i]:.{digits}f}".ljust(16) for _, values, digits in columns)
        lines.append("\t".join(cells) + "\t")
    lines += [
        "# Instrument: I20-XAS Date: Thu, 15 Jan 2026 09:52:00 GMT",
        "# Final ring current: 298.08465",
    ]
    Path(path).write_text("\n".join(lines) + "\n")


def map_points(incident, emission):
    """Outer × inner, as I20 scans: (n,) and (n,)."""
    return np.repeat(incident, emission.size), np.tile(emission, incident.size)


def make(folder, large):
    rng = np.random.default_rng(20260115)
    truth = {}

    def add(name, scan, command, dimensions, facts, nexus=True, ascii=False):
        number = 900000 + len(truth)
        if nexus:
            write_nexus(folder / f"{name}.nxs", scan, command, dimensions, number)
        if ascii:
            write_ascii(folder / f"{name}.dat", scan, command)
        planned = int(np.prod(dimensions))
        truth[name] = {
            "command": command, "shape": list(dimensions),
            "points": {"planned": planned, "measured": int(scan["incident"].size)},
            "counts": {a.lower(): float(v["counts"].sum()) for a, v in scan["arms"].items()},
            "monitor": float(scan["monitor"].sum()), **facts,
        }

    # 17 × 74, as scan 279517
    omega, emission = 9658 + 0.3 * np.arange(17), 8628 + 0.3 * np.arange(74)
    incident, points = map_points(omega, emission)
    command = (
        "scan bragg1WithOffset 9658.0 9663.0 0.3 XESEnergyUpper [Range1 : 8628.00, 8649.90, 0.30] "
        "XESBraggUpper xes_2d_plotter I1 medipix1 XAS Progress Updater"
    )
    arms = {"Upper": (points, rxes)}
    facts = {"kind": "RXES", "model": RXES}
    scan = measure(rng, incident, arms, 6.08e5, 1)
    add("xes-demo-rxes", scan, command, (17, 74), facts)
    add("xes-demo-aborted", cut_short(scan, 9 * 74 + 31), command, (17, 74), facts)
    scan = measure(rng, incident, arms, 6.08e5, 1)
    add("xes-demo-rxes-ascii", scan, command, (17, 74), facts, nexus=False, ascii=True)

    upper, lower = 8634 + 0.2 * np.arange(50), 9564 + 0.3 * np.arange(50)
    arms = {"Upper": (upper, xes(KALPHA)), "Lower": (lower, xes(KBETA))}
    command = (
        "scan XESEnergyGroup [Range1 : 8634.00, 8643.80, 0.20, Range2 : 9564.00, 9578.70, 0.30] "
        "bragg1WithOffset 9900.0 XESBraggGroup I1 medipix1 medipix2 XAS Progress Updater"
    )
    scan = measure(rng, np.full(50, 9900.0), arms, 6.85e5, 2)
    add("xes-demo-two-arms", scan, command, (50,),
        {"kind": "XES", "background": 2e-4, "upper": KALPHA, "lower": KBETA})

    emission = 9558 + 0.3 * np.arange(207)
    command = (
        "scan XESEnergyLower [Range1 : 9558.00, 9619.80, 0.30] bragg1WithOffset 9900.0 "
        "XESBraggLower I1 medipix2 XAS Progress Updater"
    )
    scan = measure(rng, np.full(207, 9900.0), {"Lower": (emission, xes(KBETA))}, 6.7e5, 1)
    add("xes-demo-kbeta", scan, command, (207,),
        {"kind": "XES", "background": 2e-4, "lower": KBETA}, ascii=True)

    omega = 9650 + 0.2 * np.arange(151)
    command = (
        "scan bragg1WithOffset 9650.0 9680.0 0.2 XESEnergyUpper 8639.2 XESBraggUpper I1 medipix1 "
        "XAS Progress Updater"
    )
    scan = measure(rng, omega, {"Upper": (np.full(151, 8639.2), herfd)}, 6.08e5, 1)
    add("xes-demo-herfd", scan, command, (151,), {"kind": "HERFD-XANES", "model": HERFD})

    if large:
        omega, emission = 9655 + 0.05 * np.arange(200), 8628 + 0.11 * np.arange(200)
        incident, points = map_points(omega, emission)
        command = (
            "scan bragg1WithOffset 9655.0 9664.95 0.05 XESEnergyUpper [Range1 : 8628.00, 8649.89, "
            "0.11] XESBraggUpper I1 medipix1 XAS Progress Updater"
        )
        scan = measure(rng, incident, {"Upper": (points, rxes)}, 6.08e5, 1)
        path = folder / "xes-demo-large.nxs"
        write_nexus(path, scan, command, (200, 200), 900099, frames=(64, 100))
        truth["xes-demo-large"] = {
            "kind": "RXES", "model": RXES, "command": command, "shape": [200, 200],
            "points": {"planned": 40000, "measured": 40000},
            "counts": {"upper": float(scan["arms"]["Upper"]["counts"].sum())},
        }
    # last: its presence says that all scans are there
    (folder / "truth.json").write_text(json.dumps(truth, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("outdir", type=Path, help="folder for the scans; made if missing")
    parser.add_argument("--large", action="store_true", help="also a file of 1 GB")
    options = parser.parse_args()
    options.outdir.mkdir(parents=True, exist_ok=True)
    make(options.outdir, options.large)
    print(f"{len(list(options.outdir.glob('xes-demo-*')))} scans in {options.outdir}")


if __name__ == "__main__":
    main()
