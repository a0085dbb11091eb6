"""Small scans to be damaged: usage: make_bases.py FOLDER

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


write("fletcher", "latest", True, fletcher32=True)  # which takes 0xffff for 0
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
