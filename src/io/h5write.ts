import { File as H5File, ready, type Dataset, type Group } from 'h5wasm';
import type { H5Attribute, H5Dataset, H5Group } from '../formats/h5description.js';
import { XESError } from '../base/errors.js';

/** The part of Emscripten's file system used to copy the file out of memory. */
interface MemoryFiles {
  readFile(path: string): Uint8Array;
  unlink(path: string): void;
}

let generation = 0;

/** Write an HDF5 file into memory. @returns its bytes. @throws XESError `file/write-failed` */
export async function writeH5(root: H5Group): Promise<Uint8Array> {
  const { FS } = await ready;
  const files = FS as unknown as MemoryFiles;
  const name = `/xes-result-${generation++}.nxs`;
  const file = new H5File(name, 'w');
  try {
    fill(file, root);
    file.close();
    return files.readFile(name);
  } catch (cause) {
    throw new XESError('file/write-failed', 'The NeXus file could not be made in memory.', {
      cause
    });
  } finally {
    files.unlink(name);
  }
}

/** Links come last, as their targets must exist. */
function fill(target: Group, { attributes, members }: H5Group): void {
  attach(target, attributes);
  const links: [string, string][] = [];
  for (const [name, node] of Object.entries(members)) {
    if (node.kind === 'group') {
      fill(target.create_group(name), node);
    } else if (node.kind === 'dataset') {
      attach(writeDataset(target, name, node), node.attributes);
    } else {
      links.push([name, node.target]);
    }
  }
  links.forEach(([name, path]) => target.create_hard_link(path, name));
}

function writeDataset(target: Group, name: string, { value, shape, isPacked }: H5Dataset): Dataset {
  if (typeof value === 'string') {
    return target.create_dataset({ name, data: value });
  }
  if (typeof value === 'number') {
    return target.create_dataset({ name, data: value, shape: [], dtype: typeOf(value) });
  }
  if (!(value instanceof Float64Array)) {
    return target.create_dataset({ name, data: [...value], shape: [value.length], dtype: 'S' });
  }
  if (isPacked && value.length >= fewest) {
    return writePacked(target, name, value);
  }
  return target.create_dataset({
    name,
    data: value,
    shape: [...(shape ?? [value.length])],
    dtype: '<d'
  });
}

/** Shorter arrays would be larger when compressed. */
const fewest = 256;

/** Values per chunk, and level of gzip: higher levels take longer for one or two percent. */
const packing = { chunk: 2 ** 16, level: 1 };

function writePacked(target: Group, name: string, values: Float64Array): Dataset {
  const areWhole = values.every(value => value >>> 0 === value && !Object.is(value, -0));
  return target.create_dataset({
    name,
    data: areWhole ? Uint32Array.from(values) : values,
    shape: [values.length],
    dtype: areWhole ? '<I' : '<d',
    chunks: [Math.min(values.length, packing.chunk)],
    compression: 'gzip',
    compression_opts: [packing.level]
  });
}

function attach(target: Group | Dataset, attributes: Readonly<Record<string, H5Attribute>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'number') {
      target.create_attribute(name, value, [], typeOf(value));
    } else {
      target.create_attribute(name, typeof value === 'string' ? value : [...value]);
    }
  }
}

/** Integral values that fit are stored as integers; fractions must not be lost. */
function typeOf(value: number): '<i4' | '<d' {
  return (value | 0) === value ? '<i4' : '<d';
}
