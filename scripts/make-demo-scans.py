"""Make synthetic I20 scans whose truth is known: python scripts/make-demo-scans.py OUTDIR [--large]

The layout is the one GDA writes at I20-Scanning (NXdata groups without signal, hard links with a
`target`, jittering incident readback, emission truncated to 0.01 eV, dangling links to raw frames).
Intensities are Poisson counts (fixed seed) around lines written down in OUTDIR/truth.json.
"""

import argparse
import json
from pathlib import Path

import h5py
import numpy as np

MONITOR = 6.0e5
SAMPLE_XML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<I20SampleParameters>\n'
    "<name>demo_ZnO</name>\n<description>synthetic</description>\n" + "<x>0.0</x>\n" * 100
)[:1023]

TRUTH = {
    "rxes": {
        "line": {"centre": 8638.9, "fwhm": 2.6, "peak": 0.06},
        "edge": {"centre": 9660.0, "width": 0.8},
        "background": 0.001,
    },
    "upper": {"centre": 8639.2, "fwhm": 2.6, "peak": 0.043},
    "lower": {"centre": 9572.0, "fwhm": 6.1, "peak": 0.1},
    "herfd": {"edge": {"centre": 9660.0, "width": 0.8}, "peak": 0.05},
}


def lorentzian(energy, centre, fwhm, peak):
    """A Lorentzian of that height; energies in eV."""
    return peak / (1 + (2 * (energy - centre) / fwhm) ** 2)


def edge(energy, centre, width):
    """An arctangent edge from 0 to 1; energies in eV."""
    return 0.5 + np.arctan((energy - centre) / width) / np.pi


def rxes(incident, emission):
    """The true map, N/I1."""
    t = TRUTH["rxes"]
    return t["background"] + edge(incident, **t["edge"]) * lorentzian(emission, **t["line"])


def truncate(energy):
    """As I20 stores the emission energy: cut to 0.01 eV."""
    return np.floor(np.asarray(energy) * 100 + 1e-6) / 100


def bragg(suffix, energy):
    """Bragg angle of an arm's analyser, degrees: Si(642) above, Ge(555) below."""
    two_d = 2 * (0.725740096 if suffix == "Upper" else 0.653320071)
    return np.degrees(np.arcsin(12398.419843 / (two_d * energy)))


class Scan:
    """The measured columns of one scan."""

    def __init__(self, rng, command, shape, incident, arms):
        """`arms`: {suffix: (emission, true intensity)}, arrays of the given shape."""
        self.command, self.shape = command, shape
        self.incident = incident + rng.normal(0, 0.001, incident.shape)
        self.monitor = np.round(MONITOR * rng.normal(1, 0.003, incident.shape))
        self.time = np.ones(incident.shape)
        self.arms = {
            suffix: (truncate(emission), rng.poisson(truth * self.monitor).astype(float))
            for suffix, (emission, truth) in arms.items()
        }

    def stop_after(self, points):
        """An aborted scan: what follows was never written."""
        for column in (self.incident, self.monitor, self.time):
            column.ravel()[points:] = np.nan
        for emission, counts in self.arms.values():
            emission.ravel()[points:] = np.nan
            counts.ravel()[points:] = np.nan


def write_nxs(path, number, scan):
    """Write a scan as GDA's NeXus."""
    with h5py.File(path, "w") as file:
        entry = group(file, "entry1", "NXentry")
        data = group(entry, "I1", "NXdata")
        instrument = group(entry, "instrument", "NXinstrument")
        for name in ("title", "scan_command"):
            entry[name] = np.bytes_(scan.command)
        entry["scan_dimensions"] = np.array(scan.shape, dtype="i4")
        entry["start_time"] = np.bytes_("2026-01-01T10:00:00.000+00")
        entry["end_time"] = np.bytes_("2026-01-01T10:30:00.000+00")
        entry["experiment_identifier"] = np.bytes_("demo-1")
        before = group(entry, "before_scan", "NXcollection")
        before["Sample_Parameters"] = np.bytes_(SAMPLE_XML)
        devices = {"I1": {"I1": scan.monitor, "Time": scan.time}}
        devices["bragg1WithOffset"] = {"bragg1WithOffset": scan.incident}
        positioner = "Group" if len(scan.arms) > 1 else next(iter(scan.arms))
        energies = devices[f"XESEnergy{positioner}"] = {}
        angles = devices[f"XESBragg{positioner}"] = {}
        for suffix, (emission, _) in scan.arms.items():
            energies[f"XESEnergy{suffix}"] = emission
            angles[f"XESBragg{suffix}"] = bragg(suffix, emission)
        for device, columns in devices.items():
            home = group(instrument, device, "NXpositioner")
            for name, column in columns.items():
                stored = column_of(home, name, column)
                stored.attrs["target"] = np.bytes_(stored.name)
                data[name] = stored
        for suffix, (_, counts) in scan.arms.items():
            detector = "medipix1" if suffix == "Upper" else "medipix2"
            home = group(instrument, detector, "NXdetector")
            column_of(home, f"{detector}_roi_total", counts)
            column_of(home, f"FFI1_{detector}", counts / scan.monitor)
            copy = group(entry, detector, "NXdata")
            for name, stored in data.items():
                if name not in ("I1", "Time"):
                    copy[name] = stored
            for place in (home, copy):
                place["data"] = h5py.ExternalLink(
                    f"{detector}-{number}.hdf", "/entry/instrument/detector/data"
                )


def column_of(home, name, column):
    """A chunked, unlimited float64 dataset, as GDA makes them."""
    return home.create_dataset(
        name, data=column, chunks=column.shape, maxshape=(None,) * column.ndim
    )


def group(parent, name, nx_class):
    """A NeXus group."""
    made = parent.create_group(name)
    made.attrs["NX_class"] = np.bytes_(nx_class)
    return made


def write_dat(path, scan):
    """Write a one-armed scan as GDA's ASCII."""
    [(suffix, (emission, counts))] = scan.arms.items()
    detector = "medipix1" if suffix == "Upper" else "medipix2"
    names = ["Energy", f"XESEnergy{suffix}", f"XESBragg{suffix}", "I1"]
    names += [f"FF_{detector}", f"FFI1_{detector}", "Time"]
    lines = [
        "# DIAMOND LIGHT SOURCE",
        "# Instrument: I20-XAS Date: Thu, 1 Jan 2026 10:00:00 GMT",
        "# XES upper spectrometer : crystal material Si, crystal cut: (6 4 2), Rowland circle radius: 995.0 mm",
        "# Sample name: demo_ZnO",
        f"# command: {scan.command}",
        "#",
        "# " + "".join(f"{name:<16}\t" for name in names),
    ]
    angle = bragg(suffix, emission)
    columns = (scan.incident, emission, angle, scan.monitor, counts, scan.time)
    for energy, w, theta, i1, n, t in zip(*(column.ravel() for column in columns)):
        cells = [f"{energy:.4f}", f"{w:.4f}", f"{theta:.4f}", f"{i1:.2f}", f"{n:.6f}", f"{n / i1:.6f}"]
        lines.append("".join(f"{cell:<16}\t" for cell in [*cells, f"{t:.4f}"]))
    lines.append("# Instrument: I20-XAS Date: Thu, 1 Jan 2026 10:30:00 GMT")
    path.write_text("\n".join(lines) + "\n")


def map_scan(rng, n_incident=17, n_emission=74):
    """An RXES map like I20's: outer Ω, inner ω."""
    outer = 9658.0 + 0.3 * np.arange(n_incident)
    inner = 8628.0 + 0.3 * np.arange(n_emission)
    incident, emission = np.meshgrid(outer, inner, indexing="ij")
    command = (
        f"scan bragg1WithOffset 9658.0 {outer[-1]:.1f} 0.3 XESEnergyUpper "
        f"[Range1 : 8628.00, {inner[-1]:.2f}, 0.30] XESBraggUpper I1 medipix1"
    )
    truth = rxes(incident, emission)
    return Scan(rng, command, incident.shape, incident, {"Upper": (emission, truth)})


def main():
    """Write the demonstration scans."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--large", action="store_true", help="also one with 1 GB of raw frames in it")
    options = parser.parse_args()
    out = options.outdir
    out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(20)

    scan = map_scan(rng)
    write_nxs(out / "xes-demo-rxes.nxs", 900001, scan)
    write_dat(out / "xes-demo-rxes.dat", scan)

    aborted = map_scan(rng)
    aborted.stop_after(12 * 74 + 30)
    write_nxs(out / "xes-demo-aborted.nxs", 900002, aborted)

    n = 50
    upper, lower = 8634.0 + 0.2 * np.arange(n), 9564.0 + 0.3 * np.arange(n)
    arms = {
        "Upper": (upper, 0.003 + lorentzian(upper, **TRUTH["upper"])),
        "Lower": (lower, 0.003 + lorentzian(lower, **TRUTH["lower"])),
    }
    command = (
        "scan XESEnergyGroup [Range1 : 8634.00, 8643.80, 0.20, Range2 : 9564.00, 9578.70, 0.30] "
        "bragg1WithOffset 9900.0 XESBraggGroup I1 medipix1 medipix2"
    )
    two = Scan(rng, command, (n,), np.full(n, 9900.0), arms)
    write_nxs(out / "xes-demo-two-arms.nxs", 900003, two)

    energy = 9640.0 + 0.5 * np.arange(121)
    t = TRUTH["herfd"]
    fixed = np.full(energy.shape, 8638.9)
    arms = {"Upper": (fixed, 0.002 + t["peak"] * edge(energy, **t["edge"]))}
    command = "scan bragg1WithOffset 9640.0 9700.0 0.5 XESEnergyUpper 8638.9 I1 medipix1"
    write_nxs(out / "xes-demo-herfd.nxs", 900004, Scan(rng, command, energy.shape, energy, arms))

    kb = 9558.0 + 0.3 * np.arange(207)
    arms = {"Lower": (kb, 0.002 + lorentzian(kb, **TRUTH["lower"]))}
    command = "scan XESEnergyLower [Range1 : 9558.00, 9619.80, 0.30] bragg1WithOffset 9900.0 I1 medipix2"
    one = Scan(rng, command, kb.shape, np.full(kb.shape, 9900.0), arms)
    write_nxs(out / "xes-demo-kbeta.nxs", 900005, one)
    write_dat(out / "xes-demo-kbeta.dat", one)
    again = Scan(rng, command, kb.shape, np.full(kb.shape, 9900.0), arms)
    write_nxs(out / "xes-demo-kbeta-repeat.nxs", 900007, again)

    if options.large:
        path = out / "xes-demo-large.nxs"
        write_nxs(path, 900006, map_scan(rng, 200, 200))
        with h5py.File(path, "a") as file:
            frames = file.create_dataset("/entry1/frames/data", shape=(4000, 256, 256), dtype="u4")
            frames[0] = 1  # contiguous: the whole gigabyte is reserved

    for line in (TRUTH["rxes"]["line"], TRUTH["upper"], TRUTH["lower"]):
        line["area"] = np.pi / 2 * line["peak"] * line["fwhm"]  # of the whole Lorentzian
    (out / "truth.json").write_text(json.dumps(TRUTH, indent=2) + "\n")


if __name__ == "__main__":
    main()
