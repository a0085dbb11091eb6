"""Scans as GDA writes them at I20-Scanning.

NXdata groups without signal, hard links with a `target`, jittering incident readback, emission truncated to 0.01 eV,
dangling links to raw frames. Counts are drawn from a true intensity.
"""

from datetime import datetime, timedelta

import h5py
import numpy as np

MONITOR = 6.0e5
SAMPLE_XML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<I20SampleParameters>\n'
    "<name>demo_ZnO</name>\n<description>synthetic</description>\n" + "<x>0.0</x>\n" * 100
)[:1023]

def truncate(energy):
    """Emission energies as I20 stores them: truncated to 0.01 eV."""
    return np.floor(np.asarray(energy) * 100 + 1e-6) / 100


def bragg(suffix, energy):
    """Bragg angle of an arm's analyser, degrees: Si(642) in the upper arm, Ge(555) in the lower."""
    two_d = 2 * (0.725740096 if suffix == "Upper" else 0.653320071)
    return np.degrees(np.arcsin(12398.419843 / (two_d * energy)))


class Scan:
    """The measured columns of one scan."""

    def __init__(self, rng, command, shape, incident, arms, *, seconds=1, minute=0):
        """`arms`: {suffix: (emission, true intensity)} of the given shape; `seconds` per point; `minute` of start."""
        self.command, self.shape = command, shape
        self.start = datetime(2026, 1, 1, 10) + timedelta(minutes=minute)
        self.end = self.start + timedelta(minutes=30)
        self.incident = incident + rng.normal(0, 0.001, incident.shape)
        self.monitor = np.round(seconds * MONITOR * rng.normal(1, 0.003, incident.shape))
        self.time = np.full(incident.shape, float(seconds))
        self.arms = {
            suffix: (truncate(emission), rng.poisson(truth * self.monitor).astype(float))
            for suffix, (emission, truth) in arms.items()
        }

    def stop_after(self, points):
        """Abort the scan after some points: the rest was never written."""
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
        for name, when in (("start_time", scan.start), ("end_time", scan.end)):
            entry[name] = np.bytes_(f"{when:%Y-%m-%dT%H:%M:%S}.000+00")
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
    created = parent.create_group(name)
    created.attrs["NX_class"] = np.bytes_(nx_class)
    return created


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
