import type { XESError } from '../base/errors.js';
import type { Run } from '../formats/preview.js';
import type { Unwritten } from '../formats/tree.js';
import type { Family, Located, Member } from './family.js';
import { damaged } from './h5failures.js';
import { H5Tree } from './h5tree.js';

/** The tree of a file that follows external links to other files. */
export class LinkedTree extends H5Tree {
  /** Set by the opener of the file, before any access. */
  among: { family: Family; own: () => Member } | null = null;

  /** Includes problems of the linked files. */
  override get reason(): XESError | null {
    const elsewhere = this._others().find(({ tree }) => tree.broken !== null);
    return (
      super.reason ??
      this._refusal ??
      (elsewhere ? damaged(`${elsewhere.tree.broken} of ${elsewhere.shown}`) : null)
    );
  }

  override announce(paths: readonly string[]): void {
    const elsewhere = new Map<H5Tree, string[]>();
    const ownPaths = paths.filter(path => {
      const { tree, at } = this._at(path);
      if (tree !== this) {
        elsewhere.set(tree, [...(elsewhere.get(tree) ?? []), at]);
      }
      return tree === this;
    });
    super.announce(ownPaths);
    elsewhere.forEach((inner, tree) => tree.announce(inner));
  }

  override kind(path: string): 'group' | 'dataset' | 'missing' {
    const located = this._located(path);
    if (located && 'reason' in located) {
      this._refusal ??= located.error ?? null;
    }
    const { tree, at } = this._at(path);
    const kind = tree === this ? 'missing' : tree.kind(at);
    return kind === 'missing' ? super.kind(path) : kind; // which records missing objects
  }

  override mention(path: string): boolean {
    return super.kind(path) === 'dataset';
  }

  override names(path: string): string[] {
    const { tree, at } = this._at(path);
    return tree === this ? super.names(at) : tree.names(at);
  }

  override target(path: string): string {
    const { tree, at } = this._at(path);
    return tree === this ? super.target(at) : path; // a path in another file does not exist here
  }

  override isNumeric(path: string): boolean {
    const { tree, at } = this._at(path);
    return tree === this ? super.isNumeric(at) : tree.isNumeric(at);
  }

  override shape(path: string): number[] | null {
    const { tree, at } = this._at(path);
    return tree === this ? super.shape(at) : tree.shape(at);
  }

  override numbers(path: string): Float64Array | null {
    const located = this._located(path);
    if (located && 'reason' in located && located.error) {
      throw located.error; // treating it as missing would change what is computed from the others
    }
    const { tree, at } = this._at(path);
    return tree === this ? super.numbers(at) : tree.numbers(at);
  }

  override text(path: string): string | null {
    const { tree, at } = this._at(path);
    return tree === this ? super.text(at) : tree.text(at);
  }

  override attribute(path: string, name: string): string | null {
    const { tree, at } = this._at(path);
    return tree === this ? super.attribute(at, name) : tree.attribute(at, name);
  }

  override attributes(path: string, name: string): string[] {
    const { tree, at } = this._at(path);
    return tree === this ? super.attributes(at, name) : tree.attributes(at, name);
  }

  override unwritten(): Unwritten[] {
    return [
      ...super.unwritten(),
      ...this._others().flatMap(({ tree, shown }) =>
        tree.unwritten().map(one => ({ ...one, path: `${shown}:${one.path}` }))
      )
    ];
  }

  override missingLinks(): string[] {
    return [...super.missingLinks(), ...this._others().flatMap(({ tree }) => tree.missingLinks())];
  }

  override runs(wanted: readonly Run[]): Promise<Float64Array[] | null> | null {
    return wanted.every(({ path }) => this._at(path).tree === this) ? super.runs(wanted) : null;
  }

  private _located(path: string): Located | null {
    if (!this.among || typeof this.place(path) === 'string') {
      return null;
    }
    const { family, own } = this.among;
    return family.locate(own(), path);
  }

  /** The tree that contains a path; this one if the path leads nowhere. */
  private _at(path: string): { tree: H5Tree; at: string } {
    const located = this._located(path);
    return located && !('reason' in located)
      ? { tree: located.member.tree, at: located.path }
      : { tree: this, at: path };
  }

  private _others(): Member[] {
    return this.among?.family.others(this) ?? [];
  }

  private _refusal: XESError | null = null;
}
