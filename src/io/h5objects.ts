import type { ObjectHeaders } from './h5headers.js';
import { parentOf } from './h5links.js';
import { isMappingSound } from './h5mapping.js';
import type { H5Module } from './h5module.js';

/** The objects in an open file, by path. */
export class H5Objects {
  /**
   * @param headers without them a damaged virtual dataset is not detected before HDF5 crashes on
   * it.
   */
  constructor(
    private _module: H5Module,
    private _file: bigint,
    private _headers: ObjectHeaders | null = null
  ) {}

  /**
   * Type as `get_type` of h5wasm, -1 for nothing; cached if there is an object, as each call
   * traverses all parent groups.
   */
  type(path: string): number {
    const known = this._types.get(path);
    if (known !== undefined) {
      return known;
    }
    const type = this._readType(path);
    if (type !== -1) {
      this._types.set(path, type); // a failed open may be due to a failed read
    }
    return type;
  }

  /** Whether an object exists although it can't be opened: absence is not damage. */
  isBroken(path: string, type = this.type(path)): boolean {
    if (type !== -1 || path === '/') {
      return type === -1;
    }
    if (this._isNotListed(path)) {
      return false;
    }
    const parent = parentOf(path) || '/';
    const parentType = this.type(parent);
    if (parentType !== this._module.H5G_GROUP) {
      return this.isBroken(parent, parentType);
    }
    try {
      this._listings.set(parent, new Set(this._module.get_names(this._file, parent, false)));
      const isListed = !this._isNotListed(path);
      // circular links can't be opened either
      return isListed && !this._module.get_symbolic_link(this._file, path);
    } catch {
      return true;
    }
  }

  private _readType(path: string): number {
    if (this._isNotListed(path)) {
      return -1;
    }
    const { H5G_GROUP, H5G_DATASET } = this._module;
    try {
      const type = this._module.get_type(this._file, path);
      if (type === H5G_GROUP) {
        // for a broken path get_type returns 0, which is also a group's type
        this._module.get_attribute_names(this._file, path);
      }
      const isUnsound =
        type === H5G_DATASET && this._headers !== null && !isMappingSound(this._headers, path);
      return isUnsound ? -1 : type;
    } catch {
      return -1;
    }
  }

  /**
   * Whether a group was listed (as after each miss) without it: then HDF5, which is slow to report
   * that, is not called again.
   */
  private _isNotListed(path: string): boolean {
    const listing = this._listings.get(parentOf(path) || '/');
    return listing !== undefined && !listing.has(path.slice(path.lastIndexOf('/') + 1));
  }

  private _types = new Map<string, number>();
  private _listings = new Map<string, ReadonlySet<string>>();
}
