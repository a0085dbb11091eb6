import { Dataset, File, Group, ready } from 'h5wasm';

interface MemoryFiles {
  writeFile(path: string, bytes: Uint8Array): void;
  unlink(path: string): void;
}

/** The content of an HDF5 file given by its bytes; by paths. */
export async function openBytes(bytes: Uint8Array) {
  const { FS } = await ready;
  const files = FS as unknown as MemoryFiles;
  files.writeFile('/read-back.nxs', bytes);
  const file = new File('/read-back.nxs', 'r');
  const values = new Map<string, unknown>();
  const take = (group: Group, path: string) => {
    for (const name of group.keys()) {
      const node = group.get(name);
      if (node instanceof Dataset) {
        values.set(`${path}/${name}`, node.value);
      } else if (node instanceof Group) {
        take(node, `${path}/${name}`);
      }
    }
  };
  take(file, '');
  file.close();
  files.unlink('/read-back.nxs');
  return {
    has: (path: string) => values.has(path),
    value: (path: string) => values.get(path),
    numbers: (path: string) => Array.from(values.get(path) as Float64Array),
    text: (path: string) => String(values.get(path))
  };
}
