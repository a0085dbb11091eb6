import { python } from './python.js';

/**
 * Write `run/linked.h5`, whose energies and intensities are in other files: next to it, in other
 * folders, by an absolute name, compressed, and one that is missing.
 * @returns intensities; null if missing.
 */
export function linkedScan(folder: string): (number | null)[] {
  const code = `
import h5py, hdf5plugin, json, numpy as np, os, sys
folder = os.path.abspath(sys.argv[1])
for name in ("run/raw", "other/deep"):
    os.makedirs(f"{folder}/{name}", exist_ok=True)
counts = np.random.default_rng(5).normal(1000, 30, 300)
parts = {"run/raw/first.h5": hdf5plugin.Bitshuffle(), "other/deep/second.h5": {"compression": "gzip"}}
for k, (name, kind) in enumerate(parts.items()):
    with h5py.File(f"{folder}/{name}", "w") as file:
        file.create_dataset("counts", data=counts[100 * k : 100 * (k + 1)], chunks=(32,), **kind)
with h5py.File(f"{folder}/other/energy.h5", "w") as file:
    file["axis/energy"] = np.linspace(7040, 7080, 300)
    file["axis/energy"].attrs["units"] = "eV"
with h5py.File(f"{folder}/run/linked.h5", "w") as file:
    group = file.create_group("data")
    group.attrs.update(NX_class="NXdata", signal="counts", axes="emission_energy")
    file.attrs["default"] = "data"
    group["emission_energy"] = h5py.ExternalLink("../other/energy.h5", "/axis/energy")
    layout = h5py.VirtualLayout((300,), "f8")
    for k, name in enumerate(("raw/first.h5", f"{folder}/other/deep/second.h5", "raw/gone.h5")):
        layout[100 * k : 100 * (k + 1)] = h5py.VirtualSource(name, "counts", (100,))
    file.create_virtual_dataset("data/counts", layout, fillvalue=7)
print(json.dumps([*counts[:200].tolist(), *[None] * 100]))`;
  return JSON.parse(python(code, folder)) as (number | null)[];
}
