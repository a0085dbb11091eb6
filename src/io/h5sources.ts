import type { Metadata } from 'h5wasm';
import type { H5Module } from './h5module.js';

/** Most blocks counted by a source's name. */
const mostBlocks = 64;

/** A source dataset of a virtual one, and the open file that contains it. */
export interface VirtualSource {
  file: bigint;
  path: string;
  metadata: Metadata;
}

/** The sources of a virtual dataset. */
export interface Sources {
  found: VirtualSource[];
  /** Sources in other files that could not be reached, as `file:/path`. */
  absent: string[];
}

/** Whether a virtual dataset has sources in other files. */
export function isOverOthers({ virtual_sources }: Metadata): boolean {
  return virtual_sources?.some(({ file_name }) => file_name !== '.') ?? false;
}

/** Sources in other files, if these are not searched for: all count as missing. */
export function sourcesUnseen({ virtual_sources }: Metadata): Sources {
  const others = (virtual_sources ?? []).filter(({ file_name }) => file_name !== '.');
  return {
    found: [],
    absent: others.map(({ file_name, dset_name }) => `${file_name}:${dset_name}`)
  };
}

/**
 * Source datasets of a virtual one in the same file.
 * @param require throws for a damaged one, which HDF5 would open nevertheless.
 */
export function ownSources(
  module: H5Module,
  file: bigint,
  metadata: Metadata,
  require: (path: string) => void = () => undefined
): VirtualSource[] {
  const names = (metadata.virtual_sources ?? [])
    .filter(({ file_name }) => file_name === '.')
    .flatMap(({ dset_name }) => blocksOf(dset_name));
  return [...new Set(names)].flatMap(name => {
    const path = pathOf(name);
    require(path);
    const found = metadataOf(module, file, path);
    return found ? [{ file, path, metadata: found }] : [];
  });
}

/** A source's name as a path. */
export function pathOf(name: string): string {
  return name.startsWith('/') ? name : `/${name}`;
}

/** The names matched by a source's name: `%b` counts blocks, `%%` is a percent sign. */
export function blocksOf(name: string): string[] {
  const one = (block: number) =>
    name.replace(/%(b|%)/g, (_, what) => (what === 'b' ? `${block}` : '%'));
  return name.replaceAll('%%', '').includes('%b')
    ? Array.from({ length: mostBlocks }, (_, block) => one(block))
    : [one(0)];
}

function metadataOf(module: H5Module, file: bigint, path: string): Metadata | null {
  try {
    return module.get_type(file, path) === module.H5G_DATASET
      ? module.get_dataset_metadata(file, path)
      : null;
  } catch {
    return null; // a missing dataset has no filters, and nothing in it was written
  }
}
