import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { afterRename, type IRename } from '../analysis/rename.js';

/**
 * Follows renames and moves made in this JupyterLab, in order, for one document. Create it after
 * the document's context, so that the context has the new path when `follow` is called.
 */
export class RenameWatch implements IDisposable {
  constructor(
    private _contents: Contents.IManager,
    private _context: DocumentRegistry.Context,
    private _follow: (rename: IRename) => void
  ) {
    this._path = _context.path;
    _contents.fileChanged.connect(this._onFileChanged, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._contents.fileChanged.disconnect(this._onFileChanged, this);
  }

  private _onFileChanged(_: unknown, change: Contents.IChangedArgs): void {
    const rename = renameOf(change);
    if (rename) {
      this._path = afterRename(this._path, rename);
      correctPath(this._context, this._path);
      this._follow(rename);
    }
  }

  private _path: string;
  private _isDisposed = false;
}

/** The rename in a change of the contents; null for any other change. */
export function renameOf({ type, oldValue, newValue }: Contents.IChangedArgs): IRename | null {
  return type === 'rename' && oldValue?.path && newValue?.path
    ? { from: oldValue.path, to: newValue.path }
    : null;
}

/**
 * JupyterLab's context takes the name of a renamed folder for a regular expression: below "run (2)"
 * or "a+b" it keeps the old path, and every save then fails.
 */
function correctPath(context: DocumentRegistry.Context, path: string): void {
  if (context.path !== path) {
    (context as unknown as { _updatePath?: (path: string) => void })._updatePath?.(path);
  }
}
