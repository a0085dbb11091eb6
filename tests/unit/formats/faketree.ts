import type { Tree } from '../../../src/formats';

/** A dataset: numbers with a shape (default one axis), or text. A string that begins with `->` is a dangling link. */
export type FakeNode = string | number[] | { shape: number[]; values: number[] };

/**
 * A tree over a plain object of absolute paths; groups are the folders of those paths, attributes
 * are at `path@name`, several values separated by commas.
 */
export class FakeTree implements Tree {
  constructor(private _nodes: Record<string, FakeNode>) {}

  announce(): void {
    // costs nothing
  }

  kind(path: string): 'group' | 'dataset' | 'missing' {
    const node = this._nodes[path];
    if (typeof node === 'string' && node.startsWith('->')) {
      this._missing.push(node.slice(2));
      return 'missing';
    }
    if (node !== undefined) {
      return 'dataset';
    }
    return this._paths.some(key => key.startsWith(`${path}/`)) ? 'group' : 'missing';
  }

  names(path: string): string[] {
    const group = path === '/' ? '' : path;
    const inside = this._paths.filter(key => key.startsWith(`${group}/`));
    return [...new Set(inside.map(key => key.slice(group.length + 1).split('/')[0]))];
  }

  target(path: string): string {
    return path;
  }

  isNumeric(path: string): boolean {
    const node = this._dataset(path);
    return node !== null && typeof node !== 'string';
  }

  shape(path: string): number[] | null {
    const node = this._dataset(path);
    if (node === null) {
      return null;
    }
    return typeof node === 'string' ? [] : Array.isArray(node) ? [node.length] : node.shape;
  }

  numbers(path: string): Float64Array | null {
    const node = this._dataset(path);
    return node === null || typeof node === 'string'
      ? null
      : Float64Array.from(Array.isArray(node) ? node : node.values);
  }

  text(path: string): string | null {
    const node = this._dataset(path);
    return typeof node === 'string' ? node : null;
  }

  mention(path: string): boolean {
    return this.kind(path) === 'dataset';
  }

  attribute(path: string, name: string): string | null {
    return this.attributes(path, name)[0] ?? null;
  }

  attributes(path: string, name: string): string[] {
    const value = this._nodes[`${path}@${name}`];
    return typeof value === 'string' ? value.split(',') : [];
  }

  unwritten(): [] {
    return [];
  }

  missingLinks(): string[] {
    return [...this._missing];
  }

  private _dataset(path: string): FakeNode | null {
    return this.kind(path) === 'dataset' ? this._nodes[path] : null;
  }

  private get _paths(): string[] {
    return Object.keys(this._nodes).filter(key => !key.includes('@'));
  }

  private _missing: string[] = [];
}
