import { isCrash, readingError } from './failure.js';
import { XESError } from '../base/errors.js';
import type { BlockCache } from './blockcache.js';
import { CachedFile } from './cachedfile.js';
import { candidates } from './linknames.js';
import type { LinkedStamp } from './protocol.js';
import type { ByteSource } from './source.js';

/** An opened file that another links to. */
export interface LinkedSource extends ByteSource {
  /** Path for users. */
  readonly shown: string;
  /** Identifies this version; null if unknown. */
  readonly version: string | null;
  /** @throws XESError `file/changed` if it is no longer the file that was opened. */
  check?(mayGrow: boolean): void;
  close?(): void;
}

/**
 * The files around the one being read, as far as they may be read. Paths begin with `/`, at the
 * root of what may be read.
 */
export interface Neighbours {
  /** Path of the file itself. */
  readonly path: string;
  /** Prefix of absolute names below the root, `''` for all; null if unknown. */
  readonly root: string | null;
  /**
   * Open a file synchronously, as HDF5 can't wait. Null if there is none.
   * @throws XESError with the reason why it can't be read
   */
  open(path: string): LinkedSource | null;
  /** A path as shown to users. */
  shownAt(path: string): string;
}

/** A linked file, or why it can't be read: '' if it does not exist. */
export type LinkedFile = { path: string; file: CachedFile; shown: string } | { reason: string };

/** Most files opened for one scan; servers and systems have limits too. */
const mostFiles = 256;

/** Most paths of missing files that are remembered, to be checked again. */
const mostAbsent = 64;

/** Most bytes read of all of them. */
const mostBytes = 2 ** 31;

/** Errors of the server or the login, rather than of a file. */
const fatal = ['file/unreachable', 'file/html-login', 'file/changed'];

/** The files that make up a scan besides the main file, each opened once, when needed. */
export class LinkedFiles {
  /** @param _cached creates the cached file for a source and a name. */
  constructor(
    readonly neighbours: Neighbours,
    private _cached: (source: ByteSource, name: string) => CachedFile
  ) {}

  /** The main file, which others may link back to. */
  begin(file: CachedFile, shown: string): void {
    const { path } = this.neighbours;
    this._known.set(path, { path, file, shown });
  }

  /**
   * The file with the given name in a link of the file at a path.
   * @throws XESError if the server does not answer, or there are too many files
   */
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

  /** Stamps of the opened files. */
  stamps(): LinkedStamp[] {
    return this._sources.map(({ shown: path, size, lastModified, version }) => ({
      path,
      size,
      lastModified,
      version
    }));
  }

  /** Paths, for users, at which missing files were searched for. */
  absent(): string[] {
    return [...this._absent].map(path => this.neighbours.shownAt(path));
  }

  /** @throws XESError `file/changed` if one is no longer the file that was opened. */
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

/**
 * The files that a file links to, read through the same cache.
 * @param onFetch see `ICachedFileOptions`
 */
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
