"""Small scans to be damaged: usage: make_bases.py FOLDER

A scan of several files is a folder in which `master.h5` is the one that is opened.

`strict-*` have a checksum over every byte that is read (headers of HDF5 1.10, Fletcher's over chunks, texts of fixed
length in the headers): no damage may change a number. Of the others only what HDF5 can see is seen.
"""

import sys
from pathlib import Path

import h5py
import hdf5plugin
import numpy as np

folder = Path(sys.argv[1])
random = np.random.default_rng(5)
incident = 7100 + 0.4 * np.arange(23)
emission = 6390 + 0.5 * np.arange(31)
counts = random.poisson(1000 + 500 * np.exp(-((np.arange(31) - 12.0) ** 2) / 20), (23, 31)).astype("i4")


def text(value):
    return np.bytes_(value)


def write(name, libver, chunked, **options):
    kept = {"chunks": True, **options} if chunked else {}
    with h5py.File(folder / f"{name}.h5", "w", libver=libver) as file:
        file.attrs["default"] = text("data")
        data = file.create_group("data")
        data.attrs["NX_class"] = text("NXdata")
        data.attrs["signal"] = text("counts")
        data.attrs["axes"] = np.array(["incident_energy", "emission_energy"], dtype="S")
        for label, values, chunks in (
            ("incident_energy", incident, (8,)),
            ("emission_energy", emission, (8,)),
            ("counts", counts, (8, 16)),
        ):
            made = data.create_dataset(label, data=values, **({**kept, "chunks": chunks} if chunked else {}))
            if label != "counts":
                made.attrs["units"] = text("eV")


write("fletcher", "latest", True, fletcher32=True)  # Fletcher's checksum does not distinguish 0xffff from 0
write("strict-gzip", "latest", True, compression="gzip", shuffle=True, fletcher32=True)
write("strict-lzf", "latest", True, compression="lzf", fletcher32=True)
write("contiguous", "latest", False)
write("old-contiguous", "earliest", False)
write("old-gzip", "earliest", True, compression="gzip", shuffle=True)
write("old-fletcher", "earliest", True, fletcher32=True)
for name, options in {
    "szip": {"compression": "szip"},
    "lzf": {"compression": "lzf"},
    "bshuf-lz4": dict(hdf5plugin.Bitshuffle()),
    "bshuf-zstd": dict(hdf5plugin.Bitshuffle(cname="zstd")),
    "blosc": dict(hdf5plugin.Blosc(cname="lz4", shuffle=1)),
    "blosc2": dict(hdf5plugin.Blosc2(cname="zstd", filters=2)),
    "lz4": dict(hdf5plugin.LZ4()),
    "zstd": dict(hdf5plugin.Zstd()),
}.items():
    write(name, "latest", True, **options)


def write_parts(folder, bounds):
    """Files with some rows each, every byte under a checksum."""
    for k, (start, end) in enumerate(bounds):
        with h5py.File(folder / f"part{k}.h5", "w", libver="latest") as file:
            file.create_dataset("counts", data=counts[start:end], chunks=(4, 16), compression="gzip", fletcher32=True)


def write_master(name, fill):
    """A scan with its counts (at least) in other files; `fill` adds them to its group."""
    (folder / name).mkdir(exist_ok=True)
    with h5py.File(folder / name / "master.h5", "w", libver="latest") as file:
        file.attrs["default"] = text("data")
        data = file.create_group("data")
        data.attrs["NX_class"] = text("NXdata")
        data.attrs["signal"] = text("counts")
        data.attrs["axes"] = np.array(["incident_energy", "emission_energy"], dtype="S")
        for label, values in (("incident_energy", incident), ("emission_energy", emission)):
            made = data.create_dataset(label, data=values, chunks=(8,), fletcher32=True)
            made.attrs["units"] = text("eV")
        fill(data, folder / name)


def external_links(data, here):
    write_parts(here, [(0, 23)])
    data["counts"] = h5py.ExternalLink("part0.h5", "/counts")


def virtual(data, here):
    bounds = [(0, 8), (8, 16), (16, 23)]
    write_parts(here, bounds)
    layout = h5py.VirtualLayout(shape=(23, 31), dtype="i4")
    for k, (start, end) in enumerate(bounds):
        layout[start:end] = h5py.VirtualSource(f"part{k}.h5", "counts", shape=(end - start, 31))
    data.create_virtual_dataset("counts", layout, fillvalue=-1)


def nested(data, here):
    """A virtual dataset behind an external link, as in Eiger's master files."""
    with h5py.File(here / "between.h5", "w", libver="latest") as file:
        virtual(file, here)
    data["counts"] = h5py.ExternalLink("between.h5", "/counts")


def compressed_parts(data, here):
    layout = h5py.VirtualLayout(shape=(23, 31), dtype="i4")
    with h5py.File(here / "part0.h5", "w") as file:
        file.create_dataset("counts", data=counts, chunks=(8, 16), **hdf5plugin.Bitshuffle())
    layout[:] = h5py.VirtualSource("part0.h5", "counts", shape=(23, 31))
    data.create_virtual_dataset("counts", layout, fillvalue=-1)


def raw(data, here):
    (here / "counts.raw").write_bytes(counts[:12].tobytes())
    (here / "more.raw").write_bytes(counts[12:].tobytes())
    whole = counts[:12].nbytes, counts[12:].nbytes
    external = [("counts.raw", 0, whole[0]), ("more.raw", 0, whole[1])]
    data.create_dataset("counts", shape=(23, 31), dtype="i4", external=external)


write_master("strict-links", external_links)
write_master("strict-virtual", virtual)
write_master("strict-nested", nested)
write_master("virtual-bshuf", compressed_parts)
write_master("raw", raw)
