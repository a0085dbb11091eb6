import type { Metadata } from 'h5wasm';
import { XESError } from '../base/errors.js';
import type { H5Module, OpenedFile } from './h5module.js';
import type { ObjectHeaders } from './h5headers.js';
import type { ExternalTarget } from './h5links.js';
import type { HeaderMessage } from './h5header.js';
import { damaged } from './h5failures.js';
import { isMappingSound } from './h5mapping.js';
import { blocksOf, ownSources, pathOf, type Sources, type VirtualSource } from './h5sources.js';
import type { H5Tree } from './h5tree.js';
import type { LinkedFile, LinkedFiles } from './linkedfiles.js';
import type { Files, Mounts } from './mounts.js';
import { PatchedFile, type ReadableFile } from './patchedfile.js';
import { rawFiles } from './rawfiles.js';
import type { Surroundings, UnfilledView } from './unfilled.js';

/** An open file of a family. */
export interface Member {
  /** Its path among the others; begins with `/`. */
  path: string;
  /** Its name for users. */
  shown: string;
  /** Its bytes as read by HDF5. */
  bytes: ReadableFile;
  opened: OpenedFile;
  headers: ObjectHeaders | null;
  unfilled: UnfilledView | null;
  tree: H5Tree;
}

/** Target of a path, in the file itself or through external links; or why there is none. */
export type Located = { member: Member; path: string } | { reason: string; error?: XESError };

/** Most consecutive external links before a circle is assumed. */
const linkDepth = 8;

/** Opens a file as a member. @returns why not, unless it is an intact HDF5 file */
export type Join = (found: Exclude<LinkedFile, { reason: string }>) => Member | Refused;

/** Why a file can't be a member. */
export interface Refused {
  reason: string;
  error?: XESError;
}

/**
 * The files that make up a scan: the main file, and the files it links to, each opened when it is
 * first needed. HDF5 itself finds them only in views, in which it reads virtual datasets and raw
 * numbers in other files; external links are followed here, so that an object is never confused
 * with one at the same path of another file.
 */
export class Family {
  constructor(
    private _module: H5Module,
    private _mounts: Mounts,
    private _linked: LinkedFiles | null,
    private _join: Join
  ) {}

  /** The main file comes first. */
  add(member: Member): void {
    this._members.set(member.path, member);
    this._byId.set(member.opened.file_id, member);
    this._revision++;
  }

  /**
   * Follow external links from a path on.
   * @throws XESError if the server does not answer, or there are too many files
   */
  locate(member: Member, path: string, depth = linkDepth): Located {
    const place = member.tree.place(path);
    if (place === null || typeof place === 'string') {
      return { member, path };
    }
    const other = depth > 0 ? this._other(member, place.file) : { reason: 'a circle of links' };
    return 'reason' in other ? other : this.locate(other, targetOf(place), depth - 1);
  }

  /** The surroundings of a member's datasets. */
  around(member: () => Member): Surroundings {
    return {
      isOpen: this._linked !== null,
      sourcesOf: metadata => this.sourcesOf(member().opened.file_id, metadata),
      mark: ({ file, path, metadata }) => this._byId.get(file)?.unfilled?.mark(path, metadata),
      requireNoCircle: source => this._requireNoCircle(source),
      addRaw: (path, messages, bytes) => this._addRaw(member(), path, messages, bytes),
      patched: () => void this._revision++,
      view: () => {
        const { file_id } = this._viewOf(member()).opened;
        return file_id >= 0n ? file_id : null;
      },
      during: (hasRaw, work) => this._during(member(), hasRaw, work)
    };
  }

  /**
   * Source datasets of a virtual dataset of an open file, and those in other files that can't be
   * reached.
   */
  sourcesOf(file: bigint, metadata: Metadata): Sources {
    const from = this._byId.get(file);
    const absent = new Set<string>();
    const found = new Map<string, VirtualSource>();
    const add = (source: VirtualSource) => found.set(`${source.file}:${source.path}`, source);
    const own = (path: string) => from && requireSound(from, path);
    ownSources(this._module, file, metadata, own).forEach(add);
    const names = new Map(
      (metadata.virtual_sources ?? [])
        .filter(({ file_name }) => file_name !== '.')
        .map(one => [`${one.file_name}:${one.dset_name}`, one])
    );
    for (const { file_name, dset_name } of from ? names.values() : []) {
      blocksOf(file_name).every((name, block) => {
        const reached = this._sourcesIn(from as Member, name, blocksOf(dset_name));
        reached.forEach(add);
        if (reached.length === 0 && block === 0) {
          absent.add(`${name}:${dset_name}`);
        }
        return reached.length > 0; // the first missing block is the end
      });
    }
    return { found: [...found.values()], absent: [...absent] };
  }

  private _requireNoCircle(
    { file, path, metadata }: VirtualSource,
    above: readonly string[] = []
  ): void {
    const key = `${file}:${path}`;
    if (above.includes(key)) {
      throw new XESError(
        'file/unreadable',
        `${path} is put together from itself: the file that says so is damaged or was made wrongly.`
      );
    }
    if (metadata.virtual_sources && !this._sound.has(key)) {
      const { found } = this.sourcesOf(file, metadata);
      found.forEach(source => this._requireNoCircle(source, [...above, key]));
      this._sound.add(key);
    }
  }

  private _sourcesIn(from: Member, name: string, datasets: readonly string[]): VirtualSource[] {
    const other = this._other(from, name);
    if ('reason' in other) {
      return [];
    }
    return datasets.flatMap(dataset => {
      const located = this.locate(other, pathOf(dataset));
      if (!('reason' in located)) {
        requireSound(located.member, located.path);
      }
      if ('reason' in located || located.member.tree.place(located.path) !== 'dataset') {
        return [];
      }
      const { member, path } = located;
      const file = member.opened.file_id;
      return [{ file, path, metadata: this._module.get_dataset_metadata(file, path) }];
    });
  }

  /** All members except the one with this tree. */
  others(tree: H5Tree): Member[] {
    return [...this._byId.values()].filter(member => member.tree !== tree);
  }

  private _other(from: Member, name: string): Member | Refused {
    const found = this._linked?.find(name, from.path) ?? { reason: '' };
    if ('reason' in found) {
      return found;
    }
    let member: Member | Refused | undefined = this._members.get(found.path);
    if (!member) {
      member = this._join(found);
      this._members.set(found.path, member);
      if (!('reason' in member)) {
        this.add(member);
      }
    }
    return member;
  }

  private _addRaw(
    member: Member,
    dataset: string,
    messages: readonly HeaderMessage[],
    bytes: number
  ): void {
    const find = (name: string) => this._linked?.find(name, member.path) ?? { reason: '' };
    const { headers } = member;
    for (const { path, file } of headers ? rawFiles(headers, dataset, messages, bytes, find) : []) {
      if (!this._raw.has(path)) {
        this._raw.set(path, file);
        this._revision++;
      }
    }
  }

  private _viewOf(member: Member): IView {
    let view = this._views.get(member);
    if (view?.revision !== this._revision) {
      const revision = this._revision;
      view = { ...this._mounts.openAmong(this._files(''), member.path), revision };
      this._views.set(member, view);
    }
    return view;
  }

  private _during<T>(member: Member, hasRaw: boolean, work: () => T): T {
    const root = this._linked?.neighbours.root ?? null;
    const folder = member.path.slice(0, member.path.lastIndexOf('/'));
    return this._mounts.during(
      root === null ? new Map() : this._files(root),
      hasRaw ? `${this._viewOf(member).folder}${folder}` : undefined,
      work
    );
  }

  /** All files as seen in views. @param root prefix of their paths */
  private _files(root: string): Files {
    const files = new Map<string, ReadableFile>();
    this._raw.forEach((file, path) => files.set(root + path, file));
    for (const [path, member] of this._members) {
      if (!('reason' in member)) {
        const patches = member.unfilled?.patches ?? [];
        files.set(root + path, new PatchedFile(member.bytes, [...patches]));
      }
    }
    return files;
  }

  private _members = new Map<string, Member | Refused>();
  private _byId = new Map<bigint, Member>();
  /** Virtual datasets known not to refer to themselves. */
  private _sound = new Set<string>();
  private _raw = new Map<string, ReadableFile>();
  private _views = new Map<Member, IView>();
  /** Incremented by everything that invalidates views. */
  private _revision = 0;
}

interface IView {
  opened: OpenedFile;
  folder: string;
  revision: number;
}

/** @throws XESError `file/truncated` if HDF5 would crash on the mapping of a virtual dataset. */
function requireSound({ headers, shown }: Member, path: string): void {
  if (headers && !isMappingSound(headers, path)) {
    throw damaged(`${path} of ${shown}`);
  }
}

function targetOf({ at, rest }: ExternalTarget): string {
  const path = `${pathOf(at)}${rest}`.replace(/\/{2,}/g, '/');
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}
