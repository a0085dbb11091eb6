import type { H5Module } from './h5module.js';

/** Most consecutive soft links before a loop is assumed. */
const linkDepth = 8;

/** An object in another file: the target of an external link, and the rest of the path. */
export interface ExternalTarget {
  /** The file's name in the link. */
  file: string;
  /** The link's path in that file. */
  at: string;
  /** Remaining path: empty, or beginning with `/`. */
  rest: string;
}

/** Targets of links in an open file. */
export class Links {
  constructor(
    private _module: H5Module,
    private _file: bigint
  ) {}

  /** The path of an object without soft links; the given path if they form a circle. */
  targetOf(path: string): string {
    let at = path;
    let remaining = linkDepth;
    for (let k = 2; k <= at.split('/').length; k++) {
      const parts = at.split('/');
      const target = this._softTarget(parts.slice(0, k).join('/'));
      if (target !== null) {
        if (remaining-- === 0) {
          return path;
        }
        at = withoutDots([target, ...parts.slice(k)].join('/'));
        k = 1; // the target may contain links itself
      }
    }
    return at;
  }

  /**
   * The external link that a missing path ends at or passes through, also after soft links; null if
   * there is none.
   * @param typeOf type of the object at a path, as `get_type` of h5wasm.
   */
  dangling(
    path: string,
    typeOf: (path: string) => number,
    rest = '',
    depth = linkDepth
  ): ExternalTarget | null {
    const { H5G_LINK, H5G_UDLINK } = this._module;
    const type = typeOf(path);
    if (type === H5G_UDLINK) {
      const { filename, obj_path } = this._module.get_external_link(this._file, path);
      return { file: filename, at: obj_path, rest };
    }
    // HDF5 reports no type for a soft link whose target is behind an external one
    const target = type === H5G_LINK || type === -1 ? this._softTarget(path) : null;
    if (target !== null && depth > 0) {
      return this.dangling(target, typeOf, rest, depth - 1);
    }
    const parent = parentOf(path);
    return parent === ''
      ? null
      : this.dangling(parent, typeOf, path.slice(parent.length) + rest, depth);
  }

  /** Target of a soft link; null for any other object. */
  private _softTarget(path: string): string | null {
    let target = this._targets.get(path);
    if (target === undefined) {
      target = this._readTarget(path);
      this._targets.set(path, target);
    }
    return target;
  }

  private _readTarget(path: string): string | null {
    try {
      const target = this._module.get_symbolic_link(this._file, path);
      return target ? absolute(target, path) : null;
    } catch {
      return null; // there is no object at all
    }
  }

  private _targets = new Map<string, string | null>();
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function absolute(target: string, path: string): string {
  return target.startsWith('/') ? target : `${parentOf(path)}/${target}`;
}

/** In HDF5 `.` is the group itself, but `..` is an ordinary name. */
function withoutDots(path: string): string {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  return `/${parts.join('/')}`;
}
