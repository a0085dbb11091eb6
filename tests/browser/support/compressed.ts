import { python } from './python.js';

/**
 * Write spectra `filter-NAME.h5` whose intensities are compressed by each filter, one of them
 * through a virtual dataset.
 * @returns intensities.
 */
export function compressedScans(folder: string): number[] {
  const code = `
import h5py, hdf5plugin, json, numpy as np, sys
folder = sys.argv[1]
energy = np.linspace(7040, 7080, 300)
counts = np.random.default_rng(4).normal(1000, 30, 300)
kinds = {
    "lzf": {"compression": "lzf", "shuffle": True}, "szip": {"compression": "szip"},
    "bshuf": hdf5plugin.Bitshuffle(cname="zstd"), "blosc": hdf5plugin.Blosc(cname="zstd"),
    "blosc2": hdf5plugin.Blosc2(), "lz4": hdf5plugin.LZ4(), "zstd": hdf5plugin.Zstd(),
    "virtual": hdf5plugin.Bitshuffle(), "bzip2": hdf5plugin.BZip2()}
for name, kind in kinds.items():
    with h5py.File(f"{folder}/filter-{name}.h5", "w") as file:
        group = file.create_group("data")
        group.attrs.update(NX_class="NXdata", signal="counts", axes="emission_energy")
        file.attrs["default"] = "data"
        group["emission_energy"] = energy
        group["emission_energy"].attrs["units"] = "eV"
        at = "raw" if name == "virtual" else "data/counts"
        file.create_dataset(at, data=counts, chunks=(128,), **kind)
        if name == "virtual":
            layout = h5py.VirtualLayout((300,), "f8")
            layout[:] = h5py.VirtualSource(".", "raw", (300,))
            file.create_virtual_dataset("data/counts", layout)
print(json.dumps(counts.tolist()))`;
  return JSON.parse(python(code, folder)) as number[];
}
