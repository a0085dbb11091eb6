import { classOf } from '../nexus/entries.js';
import { signalOf } from '../nexus/signal.js';
import type { Tree, Unwritten } from '../tree.js';
import { isGlob, matchesGlob } from './glob.js';
import type { SchemaSource } from './source.js';
import { matchedText } from './texts.js';
import type { ArrayRule, TextRules, TreeRules } from './types.js';

/** Most paths matched by a pattern. */
const mostFound = 500;

/** An entry of an HDF5 tree, with its arrays accessed by the rules of a schema. */
export class TreeSource implements SchemaSource {
  /** @param _entry absolute path of the entry; empty for the root. */
  constructor(
    private _tree: Tree,
    private _entry: string,
    private _motorRules: TreeRules['motors']
  ) {}

  readonly isWritten = false;

  get isGrowing(): boolean {
    return this._tree.isGrowing ?? false;
  }

  candidates(rule: ArrayRule, each = ''): readonly string[] {
    const motors = rule.motor ? this._motors().filter(({ name }) => rule.motor?.test(name)) : [];
    const signal = rule.signal && signalOf(this._tree, this._at(rule.signal));
    const signals = rule.signal && signal ? [this._at(`${rule.signal}/${signal}`)] : [];
    const paths = rule.paths.flatMap(path => {
      const full = this._at(path.replace('{each}', () => each));
      return isGlob(full) ? foundPaths(this._tree, full) : [full];
    });
    return [...motors.map(({ path }) => path), ...signals, ...paths];
  }

  has(path: string): boolean {
    return this._tree.kind(path) === 'dataset';
  }

  mention(path: string): boolean {
    return this._tree.mention(path);
  }

  announce(paths: readonly string[]): void {
    this._tree.announce(paths);
  }

  numbers(path: string): Float64Array | null {
    return this._tree.numbers(path);
  }

  shape(path: string): readonly number[] {
    return this._tree.shape(path) ?? [];
  }

  unit(path: string): string | null {
    return this._tree.attribute(path, 'units');
  }

  text(rules: TextRules): string {
    for (const rule of rules) {
      const found = matchedText(this._tree.text(this._at(rule.path)) ?? '', rule);
      if (found !== '') {
        return found;
      }
    }
    return '';
  }

  each(pattern: string): readonly { path: string; name: string }[] {
    return foundPaths(this._tree, this._at(pattern))
      .filter(path => this.has(path))
      .map(path => ({ path, name: path.slice(path.lastIndexOf('/') + 1) }));
  }

  missingLinks(): readonly string[] {
    return this._tree.missingLinks();
  }

  unwritten(): readonly Unwritten[] {
    return this._tree.unwritten();
  }

  private _at(path: string): string {
    return path.startsWith('/') ? path : `${this._entry}/${path}`;
  }

  /** The scanned motors, in the order of the command. */
  private _motors(): readonly { name: string; path: string }[] {
    if (this._scanned === null) {
      const { from, arrays } = this._motorRules ?? { from: [], arrays: '' };
      const words = new Set(this.text(from).split(/[\s,;()[\]]+/));
      this._scanned = [...words]
        .filter(word => /^[A-Za-z_][\w.:-]*$/.test(word))
        .map(name => ({ name, path: this._at(arrays.replace('{motor}', () => name)) }))
        .filter(({ path }) => this.has(path));
    }
    return this._scanned;
  }

  private _scanned: readonly { name: string; path: string }[] | null = null;
}

/** Absolute paths that match a pattern. */
export function foundPaths(tree: Tree, pattern: string): string[] {
  const segments = pattern.split('/').filter(segment => segment !== '');
  let found = [''];
  for (const segment of segments) {
    found = found
      .flatMap(at =>
        isGlob(segment)
          ? tree
              .names(at || '/')
              .filter(name => matchesGlob(segment, name))
              .map(name => `${at}/${name}`)
          : [`${at}/${segment}`]
      )
      .slice(0, mostFound);
  }
  return found;
}

/** Whether a group at the root is an entry of scans. */
export function isEntry(tree: Tree, path: string): boolean {
  return tree.kind(path) === 'group' && (classOf(tree, path) ?? 'NXentry') === 'NXentry';
}
