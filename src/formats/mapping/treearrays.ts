import { XESError } from '../../base/errors.js';
import { extent } from '../../science/statistics.js';
import { chosenEntry, classOf, entriesOf, entryPaths, listedEntries } from '../nexus/entries.js';
import { roleOfArray, unitTextOf } from '../nexus/energies.js';
import { entryMetadata } from '../nexus/entrymetadata.js';
import type { Scan, ScanMetadata, ScanWarning } from '../scan.js';
import { sizeOf } from '../shapes.js';
import type { Tree } from '../tree.js';
import { missingArray, withoutNumbers } from './missing.js';
import { findData, severalEntries } from '../nexus/find.js';
import { shortNames } from './shortnames.js';
import type { ArrayListing, ArrayRef, ArraySource, FileListing } from './types.js';

/** Most groups visited, and most arrays listed: each costs a read. */
const [mostGroups, mostArrays] = [400, 400];
/** Most members of a group visited. */
const mostMembers = 2000;
/** Depth below the entry to which arrays are searched. */
const mostDepth = 8;
/** Most values of an array whose range is listed, and of all of them together. */
const [mostRanged, mostRangedInAll] = [100_000, 2_000_000];

/** The numeric arrays of an HDF5 file's entry, or of the whole file if it has no entries. */
export class TreeArrays implements ArraySource {
  /** @throws XESError `scan/entry-missing` */
  constructor(
    private _tree: Tree,
    entry?: string
  ) {
    this._entries = entryPaths(_tree);
    this._isAsked = entry !== undefined;
    this.top =
      entry === undefined ? shownEntry(_tree, this._entries) : chosenEntry(this._entries, entry);
  }

  /** Absolute path of the entry; empty for the whole file. */
  readonly top: string;

  /** The entries of the file, if there are several, for a scan. */
  ofEntries(): Pick<Scan, 'entries' | 'entry'> {
    return this.top === '' ? {} : listedEntries(this._tree, this._entries, this.top);
  }

  /** Warnings if the entry is the first of several. */
  warnings(): ScanWarning[] {
    const shown = { paths: this._entries, shownPath: this.top, isAsked: this._isAsked };
    return this.top === '' ? [] : severalEntries(shown);
  }

  listing(): FileListing {
    let remaining = mostRangedInAll;
    const arrays = this._arrays.map(array => {
      const count = sizeOf(array.shape);
      const isRanged = count <= mostRanged && count <= remaining;
      remaining -= isRanged ? count : 0;
      return isRanged ? { ...array, range: this._rangeOf(array) } : array;
    });
    const entries = entriesOf(this._tree, this._entries);
    return { entries, entry: this.top === '' ? null : this.top.slice(1), arrays };
  }

  get isGrowing(): boolean {
    return this._tree.isGrowing ?? false;
  }

  announce(refs: readonly ArrayRef[]): void {
    this._tree.announce(refs.map(ref => this._pathOf(ref)));
  }

  find(ref: ArrayRef): ArrayListing {
    const named = this._arrays.find(({ name }) => name === ref);
    const found = named ?? this._at(ref) ?? this._at(`${this.top}/${ref}`);
    if (!found) {
      throw this._holdsOthers(ref)
        ? withoutNumbers(ref, this.listing())
        : missingArray(ref, this.listing());
    }
    return found;
  }

  values(ref: ArrayRef): Float64Array {
    const path = this._pathOf(ref);
    const values = this._tree.numbers(path);
    if (!values) {
      throw new XESError('file/unreadable', `${path} holds no numbers that can be read.`);
    }
    return values;
  }

  metadata(): ScanMetadata {
    return entryMetadata(this._tree, this.top);
  }

  /** Whether there is an array of that name or path that does not hold numbers. */
  private _holdsOthers(ref: ArrayRef): boolean {
    const isMeant = (path: string) =>
      path === ref || path === `${this.top}/${ref}` || path.endsWith(`/${ref}`);
    const isThere = ref.startsWith('/') && this._tree.kind(ref) === 'dataset';
    return (
      isThere ||
      [...datasetsBelow(this._tree, this.top)].some(
        path => isMeant(path) && !this._tree.isNumeric(path)
      )
    );
  }

  private _pathOf(ref: ArrayRef): string {
    return this.find(ref).path ?? '';
  }

  /** The array at an absolute path, even if it is not listed. */
  private _at(path: string): ArrayListing | null {
    if (!path.startsWith('/') || !this._tree.isNumeric(path)) {
      return null;
    }
    const arrays = this._arrays;
    const origin = originOf(this._tree, path);
    const index = this._paths.findIndex(listedPath => listedPath.origin === origin);
    return index >= 0 ? arrays[index] : this._listed(path, path.slice(path.lastIndexOf('/') + 1));
  }

  private get _arrays(): readonly ArrayListing[] {
    if (!this._known) {
      this._paths = numericPaths(this._tree, this.top);
      const paths = this._paths.map(({ path }) => path);
      // positions of motors have lower priority than measured arrays
      const isSingle = (i: number) => sizeOf(this._tree.shape(paths[i]) ?? []) <= 1;
      const names = shortNames(paths, isSingle);
      this._known = this._paths.map(({ path }, i) => this._listed(path, names[i]));
    }
    return this._known;
  }

  private _listed(path: string, name: string): ArrayListing {
    const role = roleOfArray(this._tree, path);
    return {
      name,
      path,
      unit: unitTextOf(this._tree, path),
      shape: this._tree.shape(path) ?? [],
      range: null,
      guess: role === 'unknown' ? null : role
    };
  }

  /** An unreadable array has no range: reading the scan reports the reason. */
  private _rangeOf({ path }: ArrayListing): [number, number] | null {
    try {
      return extent(this._tree.numbers(path ?? '') ?? []);
    } catch {
      return null;
    }
  }

  private _entries: readonly string[];
  private _isAsked: boolean;
  private _paths: readonly ListedPath[] = [];
  private _known: readonly ArrayListing[] | null = null;
}

/**
 * The entry that a file shows by default, else its first; the whole file if its groups are not
 * scans.
 */
function shownEntry(tree: Tree, entries: readonly string[]): string {
  const real = entries.filter(path => classOf(tree, path) === 'NXentry');
  return (real.length > 1 ? findData(tree)?.entry : undefined) ?? real[0] ?? '';
}

/** An array of numbers: its original location, and the path it is listed by. */
interface ListedPath {
  origin: string;
  path: string;
}

/** Uninformative names of arrays: a link with another name is preferred. */
const plainName = /\/(data|values?|raw)$/;

/** Paths of the numeric arrays below a group, each array once, whatever links lead to it. */
function numericPaths(tree: Tree, top: string): ListedPath[] {
  const found = new Map<string, ListedPath>();
  for (const path of datasetsBelow(tree, top)) {
    if (!tree.isNumeric(path)) {
      continue; // texts and enumerations, such as yes and no
    }
    const origin = originOf(tree, path);
    const pathInEntry = origin.startsWith(`${top}/`) ? origin : path;
    const known = found.get(origin);
    const isBetter = plainName.test(known?.path ?? pathInEntry) && !plainName.test(path);
    if (isBetter || (!known && found.size < mostArrays)) {
      found.set(origin, { origin, path: isBetter ? path : pathInEntry });
    }
  }
  return [...found.values()];
}

/** All paths of arrays below a group; each group is visited once. */
function* datasetsBelow(tree: Tree, top: string): Generator<string, void> {
  const seen = new Set<string>();
  let level = [top];
  for (let depth = 0; depth <= mostDepth && level.length > 0; depth++) {
    const next: string[] = [];
    for (const group of level) {
      const real = tree.target(group);
      if (seen.has(real) || seen.size >= mostGroups) {
        continue;
      }
      seen.add(real);
      const members = tree.names(group || '/').slice(0, mostMembers);
      for (const path of members.map(name => `${group}/${name}`)) {
        const kind = tree.kind(path);
        if (kind === 'dataset') {
          yield path;
        } else if (kind === 'group') {
          next.push(path);
        }
      }
    }
    level = next;
  }
}

/**
 * Original location of an array: behind soft links, and behind hard links by NeXus' attribute
 * `target`.
 */
function originOf(tree: Tree, path: string): string {
  const real = tree.target(path);
  const stated = tree.attribute(real, 'target');
  return stated?.startsWith('/') && stated !== real && tree.isNumeric(stated) ? stated : real;
}
