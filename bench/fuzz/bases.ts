import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Scan } from '../../src/formats/index.js';
import type { Neighbours } from '../../src/io/linkedfiles.js';
import { nodePlugins } from '../../src/io/nodeplugins.js';
import { openScan } from '../../src/io/openscan.js';
import { BufferSource } from '../../src/io/source.js';
import { fuzzLibrary } from './library.js';
import { mutated } from './mutations.js';

/** The main file of a scan of several files. */
const master = 'master.h5';

/** A scan's files by name, the main file first. */
export type ScanFiles = ReadonlyMap<string, Uint8Array>;

/** @param place a file, or a folder with `master.h5` and the files it links to. */
export function filesOf(place: string): ScanFiles {
  const names = statSync(place).isDirectory()
    ? [master, ...readdirSync(place).filter(name => name !== master)]
    : [''];
  return new Map(
    names.map(name => [
      name || path.basename(place),
      new Uint8Array(readFileSync(path.join(place, name)))
    ])
  );
}

/** Scans written by `make_bases.py` to a folder. */
export function basesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.name.endsWith('.h5') || isScan(folder, entry.name))
    .map(({ name }) => name);
}

/** One of the files damaged: a different one for each seed, in turn. */
export function damagedFiles(files: ScanFiles, seed: number): { files: ScanFiles; how: string } {
  const names = [...files.keys()];
  const name = names[seed % names.length];
  const { bytes, how } = mutated(files.get(name) as Uint8Array, seed);
  return { files: new Map([...files, [name, bytes]]), how: `${name} ${how}` };
}

export async function readFiles(files: ScanFiles): Promise<Scan> {
  const [[name, bytes]] = files;
  const neighbours = files.size > 1 ? among(files) : undefined;
  const { scan } = await openScan(new BufferSource(bytes), name, {
    plugins: nodePlugins,
    library: fuzzLibrary,
    neighbours
  });
  return scan;
}

function among(files: ScanFiles): Neighbours {
  return {
    path: `/${master}`,
    root: '',
    shownAt: at => at,
    open: at => {
      const bytes = files.get(at.slice(1));
      return bytes ? { shown: at, version: null, ...sourceOf(bytes) } : null;
    }
  };
}

function sourceOf(bytes: Uint8Array) {
  const source = new BufferSource(bytes);
  const { size, lastModified } = source;
  return { size, lastModified, read: (start: number, end: number) => source.read(start, end) };
}

function isScan(folder: string, name: string): boolean {
  const place = path.join(folder, name);
  return statSync(place).isDirectory() && readdirSync(place).includes(master);
}
