import { XESError } from '../base/errors.js';
import type { CachedFile } from './cachedfile.js';
import { Family, type Join, type Member, type Refused } from './family.js';
import type { ReadBytes } from './h5header.js';
import { ObjectHeaders } from './h5headers.js';
import { DatasetFilters, type PluginSource } from './h5filters.js';
import { hdf5Log } from './h5log.js';
import type { H5Module, OpenedFile } from './h5module.js';
import { H5Objects } from './h5objects.js';
import { H5Tree } from './h5tree.js';
import type { LinkedFiles } from './linkedfiles.js';
import { LinkedTree } from './linkedtree.js';
import type { Mounts } from './mounts.js';
import { bytesOf, PatchedFile } from './patchedfile.js';
import { ReadAhead } from './readahead.js';
import { closedPatches, readSuperblock, type Superblock } from './superblock.js';
import { UnfilledView } from './unfilled.js';

/** Common context for reading all files of a scan. */
interface IReading {
  plugins?: PluginSource;
  /** Called with the number of bytes that will be read from then on. */
  expect: (bytes: number) => void;
  /** The error for which bytes could not be fetched. */
  failed: () => XESError | null;
}

/** An arbitrary path for a file whose surroundings are unknown. */
const alone = () => `/${Math.random().toString(36).slice(2)}.nxs`;

/** Opens the files that make up a scan. */
export class Members {
  constructor(
    private _module: H5Module,
    private _mounts: Mounts,
    private _linked: LinkedFiles | null,
    private _reading: IReading
  ) {
    this._family = new Family(_module, _mounts, _linked, found => this._join(found));
  }

  /** Whether an object in one of the files exists but can't be opened. */
  get isBroken(): boolean {
    return this._trees.some(({ broken }) => broken !== null);
  }

  /** The main file. @throws XESError `file/truncated` */
  first(file: CachedFile, superblock: Superblock, name: string): H5Tree {
    const { opened, read, bytes } = this._open(file, superblock);
    if (opened.file_id < 0n) {
      throw new XESError(
        'file/truncated',
        `${name} is damaged: HDF5 can't open it. Copy it again.`,
        { cause: hdf5Log() }
      );
    }
    const { expect, failed } = this._reading;
    const parts = this._partsOf(opened, read, superblock, () => member);
    const { headers, unfilled, filters, objects } = parts;
    const ahead = headers && new ReadAhead(file.parts, headers, file.size);
    const means = { unfilled, ahead, filters, objects };
    const tree = new LinkedTree(this._module, opened, failed, expect, means);
    const path = this._linked?.neighbours.path ?? alone();
    const member: Member = { path, shown: name, bytes, opened, headers, unfilled, tree };
    this._family.add(member);
    this._first = tree;
    this._trees.push(tree);
    tree.among = this._linked && { family: this._family, own: () => member };
    tree.isGrowing = superblock.isOpenForWriting;
    return tree;
  }

  private _join: Join = ({ path, shown, file }): Member | Refused => {
    const superblock = readSuperblock((start, length) => bytesOf(file, start, length), file.size);
    if (!superblock) {
      return refused(shown, 'is no HDF5 file');
    }
    if (superblock.isOpenForWriting) {
      file.mayGrow();
    } else if (superblock.endOfFile > file.size) {
      return refused(shown, 'was cut off'); // HDF5 itself may block for minutes on it
    }
    const { opened, read, bytes } = this._open(file, superblock);
    if (opened.file_id < 0n) {
      return refused(shown, 'is damaged');
    }
    const parts = this._partsOf(opened, read, superblock, () => member);
    const { headers, unfilled, filters, objects } = parts;
    const { failed } = this._reading;
    const means = { unfilled, filters, objects };
    const tree = new H5Tree(this._module, opened, failed, undefined, means);
    this._trees.push(tree);
    const member: Member = { path, shown, bytes, opened, headers, unfilled, tree };
    if (this._first) {
      this._first.isGrowing ||= superblock.isOpenForWriting;
    }
    return member;
  };

  private _open(file: CachedFile, superblock: Superblock) {
    const read: ReadBytes = (start, length) => bytesOf(file, start, length);
    const bytes = new PatchedFile(file, closedPatches(read, superblock, file.size));
    return { opened: this._mounts.open(bytes), read, bytes };
  }

  private _partsOf(
    opened: OpenedFile,
    read: ReadBytes,
    { width, offset }: Superblock,
    member: () => Member
  ) {
    const family = this._family;
    const headers = width === 8 ? new ObjectHeaders(this._module, opened, read, offset) : null;
    return {
      headers,
      objects: new H5Objects(this._module, opened.file_id, headers),
      unfilled: headers && new UnfilledView(this._module, opened, headers, family.around(member)),
      filters: new DatasetFilters(
        this._module,
        opened.file_id,
        this._reading.plugins,
        (file, metadata) => family.sourcesOf(file, metadata).found
      )
    };
  }

  private _family: Family;
  private _first: LinkedTree | null = null;
  private _trees: H5Tree[] = [];
}

function refused(shown: string, what: string): Refused {
  return {
    reason: what,
    error: new XESError(
      'file/truncated',
      `${shown}, which the scan links to, ${what}. Copy it again.`,
      { cause: hdf5Log() }
    )
  };
}
