import { isCrash, readingError } from './failure.js';
import { XESError } from '../base/errors.js';
import type { BlockCache } from './blockcache.js';
import { CachedFile } from './cachedfile.js';
import { candidates } from './linknames.js';
import type { LinkedStamp } from './protocol.js';
import type { ByteSource } from './source.js';

/** A file that another links to, opened. */
export interface LinkedSource extends ByteSource {
  /** Path as a person knows it. */
  readonly shown: string;
  /** What tells this version from others; null where unknown. */
  readonly version: string | null;
  /** @throws XESError `file/changed` where it is no longer what was opened. */
  check?(mayGrow: boolean): void;
  close?(): void;
}

/** The files around one that is read, as far as they may be read. Paths begin with `/`, at the root of what may be. */
export interface Neighbours {
  /** Where the file itself is. */
  readonly path: string;
  /** What absolute names begin with that lead below the root, `''` for all; null where that is unknown. */
  readonly root: string | null;
  /**
   * Open a file without waiting: HDF5 can't. Null where there is none.
   * @throws XESError why it can't be read
   */
  open(path: string): LinkedSource | null;
  /** What a person knows a path by. */
  shownAt(path: string): string;
}

/** A linked file, or why it is none that can be read: '' where it is not there. */
export type LinkedFile = { path: string; file: CachedFile; shown: string } | { reason: string };

/** Files that are opened for one scan at the most; servers and systems have limits too. */
const mostFiles = 256;

/** Places of missing ones that are remembered, to be looked at again. */
const mostAbsent = 64;

/** Bytes of all of them that are read at the most. */
const mostBytes = 2 ** 31;

/** What is wrong with the server or the login, and not with a file. */
const fatal = ['file/unreachable', 'file/html-login', 'file/changed'];

/** The files that a scan is put together from besides its own, each opened once and when it is needed. */
export class LinkedFiles {
  /** @param _cached what files are read through; it is given a name for each. */
  constructor(
    readonly neighbours: Neighbours,
    private _cached: (source: ByteSource, name: string) => CachedFile
  ) {}

  /** The file that is read itself, which others may link back to. */
  begin(file: CachedFile, shown: string): void {
    const { path } = this.neighbours;
    this._known.set(path, { path, file, shown });
  }

  /** The file that one at a path knows by a name. @throws XESError where the server does not answer, or there are too many */
  find(name: string, from: string): LinkedFile {
    let reason = '';
    const absent: string[] = [];
    for (const path of candidates(name, from, this.neighbours.root)) {
      const found = this._at(path);
      if (!('reason' in found)) {
        return found;
      }
      reason ||= found.reason;
      absent.push(...(found.reason === '' ? [path] : []));
    }
    absent.slice(0, mostAbsent - this._absent.size).forEach(path => this._absent.add(path));
    return { reason };
  }

  /** Those that were opened. */
  stamps(): LinkedStamp[] {
    return this._sources.map(({ shown: path, size, lastModified, version }) => ({
      path,
      size,
      lastModified,
      version
    }));
  }

  /** Where files were looked for that are not there: paths as a person knows them. */
  absent(): string[] {
    return [...this._absent].map(path => this.neighbours.shownAt(path));
  }

  /** @throws XESError `file/changed` where one is no longer what was opened. */
  check(mayGrow: boolean): void {
    this._sources.forEach(source => source.check?.(mayGrow));
  }

  close(): void {
    this._sources.forEach(source => source.close?.());
  }

  private _at(path: string): LinkedFile {
    let known = this._known.get(path);
    if (!known) {
      known = this._open(path);
      this._known.set(path, known);
    }
    return known;
  }

  private _open(path: string): LinkedFile {
    if (this._sources.length >= mostFiles) {
      throw tooMuch(`more than ${mostFiles} files`);
    }
    try {
      const source = this.neighbours.open(path);
      if (!source) {
        return { reason: '' };
      }
      this._sources.push(source);
      return { path, file: this._cached(this._counted(source), path), shown: source.shown };
    } catch (error) {
      const { code, message } = readingError(error);
      if (isCrash(code) || fatal.includes(code)) {
        throw error;
      }
      return { reason: message };
    }
  }

  private _counted(source: LinkedSource): ByteSource {
    const read = (start: number, end: number) => {
      this._bytes += end - start;
      if (this._bytes > mostBytes) {
        throw tooMuch(`more than ${mostBytes / 2 ** 30} GB`);
      }
      return source.read(start, end);
    };
    const { size, lastModified, head } = source;
    return { size, lastModified, head, read, mayGrow: () => source.mayGrow?.() };
  }

  private _bytes = 0;
  private _known = new Map<string, LinkedFile>();
  private _sources: LinkedSource[] = [];
  private _absent = new Set<string>();
}

/** The files that one links to, read through the same cache. @param onFetch see `ICachedFileOptions` */
export function linkedTo(
  file: CachedFile,
  name: string,
  neighbours: Neighbours,
  { cache, onFetch }: { cache: BlockCache; onFetch?: (bytes: number, requests: number) => void }
): LinkedFiles {
  const cached = (source: ByteSource, path: string) =>
    new CachedFile(source, cache, `linked:${path}`, { onFetch });
  const linked = new LinkedFiles(neighbours, cached);
  linked.begin(file, name);
  return linked;
}

function tooMuch(what: string): XESError {
  return new XESError(
    'file/unreadable',
    `The scan is put together from ${what}, which is too much to read here. Convert it to one file.`
  );
}
