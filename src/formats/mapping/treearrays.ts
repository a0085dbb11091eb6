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

/** Groups that are looked into, and arrays that are listed, at the most: each costs a read. */
const [mostGroups, mostArrays] = [400, 400];
/** Members of a group that are looked at. */
const mostMembers = 2000;
/** How deep below the entry arrays are looked for. */
const mostDepth = 8;
/** Values of an array whose range is given, and of all of them together, at the most. */
const [mostRanged, mostRangedInAll] = [100_000, 2_000_000];

/** The numeric arrays of an HDF5 file's entry, or of the whole file where it has none. */
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

  /** What a scan says of the entries of its file, where there are several. */
  ofEntries(): Pick<Scan, 'entries' | 'entry'> {
    return this.top === '' ? {} : listedEntries(this._tree, this._entries, this.top);
  }

  /** What is said where the entry is the first of several. */
  warnings(): ScanWarning[] {
    const shown = { paths: this._entries, of: this.top, isAsked: this._isAsked };
    return this.top === '' ? [] : severalEntries(shown);
  }

  listing(): FileListing {
    let left = mostRangedInAll;
    const arrays = this._arrays.map(array => {
      const count = sizeOf(array.shape);
      const isRanged = count <= mostRanged && count <= left;
      left -= isRanged ? count : 0;
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

  /** Whether an array of that name or path is there, of anything but numbers. */
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

  /** The array at an absolute path, also one that is not listed. */
  private _at(path: string): ArrayListing | null {
    if (!path.startsWith('/') || !this._tree.isNumeric(path)) {
      return null;
    }
    const arrays = this._arrays;
    const origin = originOf(this._tree, path);
    const index = this._paths.findIndex(one => one.origin === origin);
    return index >= 0 ? arrays[index] : this._listed(path, path.slice(path.lastIndexOf('/') + 1));
  }

  private get _arrays(): readonly ArrayListing[] {
    if (!this._known) {
      this._paths = numericPaths(this._tree, this.top);
      const paths = this._paths.map(({ path }) => path);
      // positions of motors give way to what was measured
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

  /** An array that can't be read has no range: the reading of a scan says why. */
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

/** The entry that a file is looked at by, else its first; the whole file where its groups are no scans. */
function shownEntry(tree: Tree, entries: readonly string[]): string {
  const real = entries.filter(path => classOf(tree, path) === 'NXentry');
  return (real.length > 1 ? findData(tree)?.entry : undefined) ?? real[0] ?? '';
}

/** An array of numbers: where it was made, and the path that it is listed by. */
interface ListedPath {
  origin: string;
  path: string;
}

/** Names that say nothing of what an array is: the link to it that has another one is better known. */
const plainName = /\/(data|values?|raw)$/;

/** Paths of the arrays of numbers below a group, each array once, whatever links lead to it. */
function numericPaths(tree: Tree, top: string): ListedPath[] {
  const found = new Map<string, ListedPath>();
  for (const path of datasetsBelow(tree, top)) {
    if (!tree.isNumeric(path)) {
      continue; // texts, and values that have names, such as yes and no
    }
    const origin = originOf(tree, path);
    const own = origin.startsWith(`${top}/`) ? origin : path;
    const known = found.get(origin);
    const isBetter = plainName.test(known?.path ?? own) && !plainName.test(path);
    if (isBetter || (!known && found.size < mostArrays)) {
      found.set(origin, { origin, path: isBetter ? path : own });
    }
  }
  return [...found.values()];
}

/** All paths below a group that lead to arrays; each group is looked into once. */
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

/** Where an array was made: behind soft links, and by NeXus' attribute `target` behind hard ones. */
function originOf(tree: Tree, path: string): string {
  const real = tree.target(path);
  const stated = tree.attribute(real, 'target');
  return stated?.startsWith('/') && stated !== real && tree.isNumeric(stated) ? stated : real;
}
