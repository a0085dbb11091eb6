import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import { schemaFile } from '../../base/schemafile.js';
import type { GivenSchema } from '../../formats/schema/types.js';
import { DisposableStore } from '../../lifecycle/index.js';
import { SharedSchemas } from './shared.js';
import type { FolderSchemas, ISchemaHolder, FindFolderSchemas } from './source.js';

/** Whether the schemas for a file have changed. */
export type Concerns = (path: string) => boolean;

export interface ISchemaSourcesOptions {
  contents: Pick<Contents.IManager, 'fileChanged'>;
  look: FindFolderSchemas;
  settings: ISchemaHolder;
  /** Schemas of other extensions. */
  extensions: ISchemaHolder;
}

/** Number of recently opened folders that are checked again when the page gets the focus. */
const maxChecked = 20;

/**
 * The facility schemas for files, in order of precedence: next to the data, the settings, Python
 * packages, other extensions. Each folder is checked once for all of its files, and again if a
 * schema is saved there, if the user requests a file, and when the page gets the focus.
 */
export class SchemaSources implements IDisposable {
  constructor(private _options: ISchemaSourcesOptions) {
    const { contents, settings, extensions } = _options;
    this._settings = this._owned.add(new SharedSchemas(settings, 'of the settings'));
    this._extensions = this._owned.add(new SharedSchemas(extensions, 'of an extension'));
    for (const shared of [this._settings, this._extensions]) {
      shared.changed.connect(this._onShared, this);
      this._owned.defer(() => shared.changed.disconnect(this._onShared, this));
    }
    contents.fileChanged.connect(this._onFile, this);
    this._owned.defer(() => contents.fileChanged.disconnect(this._onFile, this));
    this._owned.listen(window, 'focus', () => void this.check());
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Emitted when the schemas for some files change. */
  get changed(): ISignal<this, Concerns> {
    return this._changed;
  }

  /**
   * The schemas for a file, synchronously if its folder is known. Never rejects.
   * @param isAsked by the user: then the folder is checked again, while the file is read.
   */
  of(path: string, isAsked = false): readonly GivenSchema[] | Promise<readonly GivenSchema[]> {
    const folder = PathExt.dirname(path);
    const known = this._known.get(folder);
    if (known) {
      if (isAsked) {
        void this.check(item => item === folder);
      }
      return this._together(known);
    }
    return this._first(folder).then(found => this._together(found));
  }

  /** Check known folders again. */
  async check(isIncluded: (folder: string) => boolean = () => true): Promise<void> {
    const folders = [...this._known.keys()].filter(isIncluded).slice(-maxChecked);
    const changed = new Set<string>();
    const lookAgain = async (folder: string) => {
      const before = JSON.stringify(this._known.get(folder));
      const found = await this._look(folder);
      const isLatest = JSON.stringify(this._known.get(folder)) === before;
      if (found && isLatest && JSON.stringify(found) !== before) {
        this._known.set(folder, found);
        changed.add(folder);
      }
    };
    await Promise.all(folders.map(lookAgain));
    if (changed.size > 0 && !this.isDisposed) {
      this._changed.emit(path => changed.has(PathExt.dirname(path)));
    }
  }

  dispose(): void {
    this._owned.dispose();
    this._known.clear();
    Signal.clearData(this);
  }

  private _together({ beside, packages }: FolderSchemas): readonly GivenSchema[] {
    return [...beside, ...this._settings.current, ...packages, ...this._extensions.current];
  }

  /**
   * One request at a time for each folder; if the server does not answer, the next caller retries.
   */
  private _first(folder: string): Promise<FolderSchemas> {
    let look = this._looks.get(folder);
    if (!look) {
      look = this._lookFirst(folder).finally(() => this._looks.delete(folder));
      this._looks.set(folder, look);
    }
    return look;
  }

  private async _lookFirst(folder: string): Promise<FolderSchemas> {
    const [found] = await Promise.all([
      this._look(folder),
      this._settings.ready,
      this._extensions.ready
    ]);
    if (found && !this.isDisposed) {
      this._known.set(folder, found);
    }
    return found ?? { beside: [], packages: [] };
  }

  private async _look(folder: string): Promise<FolderSchemas | null> {
    try {
      return await this._options.look(folder);
    } catch {
      return null; // reading the file reports that the server is unreachable
    }
  }

  private _onShared(): void {
    if (this._known.size > 0) {
      this._changed.emit(() => true);
    }
  }

  private _onFile(_: unknown, { oldValue, newValue }: Contents.IChangedArgs): void {
    const folders = [oldValue?.path, newValue?.path]
      .filter(path => path !== undefined && PathExt.basename(path) === schemaFile)
      .map(path => PathExt.dirname(path ?? ''));
    if (folders.length > 0) {
      const isBelow = (folder: string) =>
        folders.some(top => top === '' || folder === top || folder.startsWith(`${top}/`));
      void this.check(isBelow);
    }
  }

  private _settings: SharedSchemas;
  private _extensions: SharedSchemas;
  private _known = new Map<string, FolderSchemas>();
  private _looks = new Map<string, Promise<FolderSchemas>>();
  private _changed = new Signal<this, Concerns>(this);
  private _owned = new DisposableStore();
}
