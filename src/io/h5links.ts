import type { H5Module } from './h5module.js';

/** Soft links that are followed one after another before a loop is supposed. */
const linkDepth = 8;

/** An object in another file: what an external link leads to, and the way from there. */
export interface ExternalTarget {
  /** The file's name, as the link has it. */
  file: string;
  /** The link's path in it. */
  at: string;
  /** What follows it: empty, or beginning with `/`. */
  rest: string;
}

/** Where links of an open file lead. */
export class Links {
  constructor(
    private _module: H5Module,
    private _file: bigint
  ) {}

  /** The path of what stands at a path, without soft links on the way; the path itself where they lead in a circle. */
  targetOf(path: string): string {
    let at = path;
    let left = linkDepth;
    for (let k = 2; k <= at.split('/').length; k++) {
      const parts = at.split('/');
      const target = this._softTarget(parts.slice(0, k).join('/'));
      if (target !== null) {
        if (left-- === 0) {
          return path;
        }
        at = withoutDots([target, ...parts.slice(k)].join('/'));
        k = 1; // the target may lead through links itself
      }
    }
    return at;
  }

  /**
   * The external link that a missing path ends at or passes through, also behind soft links; null where there is none.
   * @param typeOf what is at a path, as `get_type` of h5wasm says.
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
    // of a soft link whose target is behind an external one HDF5 says no type
    const target = type === H5G_LINK || type === -1 ? this._softTarget(path) : null;
    if (target !== null && depth > 0) {
      return this.dangling(target, typeOf, rest, depth - 1);
    }
    const parent = parentOf(path);
    return parent === ''
      ? null
      : this.dangling(parent, typeOf, path.slice(parent.length) + rest, depth);
  }

  /** Where a soft link leads; null for what is none. */
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
      return null; // there is nothing at all
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

/** HDF5 knows `.` for the group itself; `..` is a name to it like any other. */
function withoutDots(path: string): string {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  return `/${parts.join('/')}`;
}
