import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import { schemaFile } from '../../base/schemafile.js';
import type { GivenSchema } from '../../formats/schema/types.js';
import { DisposableStore } from '../../lifecycle/index.js';
import { SharedSchemas } from './shared.js';
import type { FolderSchemas, ISchemaHolder, LookAtFolder } from './source.js';

/** Whether a file is read by other schemas than before. */
export type Concerns = (path: string) => boolean;

export interface ISchemaSourcesOptions {
  contents: Pick<Contents.IManager, 'fileChanged'>;
  look: LookAtFolder;
  settings: ISchemaHolder;
  /** Schemas of other extensions. */
  extensions: ISchemaHolder;
}

/** Folders that are looked at again when the page gets the focus: those that were opened last. */
const mostChecked = 20;

/**
 * The facility schemas that files may be read by, in the order in which they are tried: beside the data, the settings,
 * Python packages, other extensions. Each folder is looked at once for all of its files, and again where a schema is
 * saved there, where a person asks for a file, and when the page gets the focus.
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

  /** Emitted where files are read by other schemas from now on. */
  get changed(): ISignal<this, Concerns> {
    return this._changed;
  }

  /**
   * The schemas of a file, at once where its folder is known. Never rejects.
   * @param isAsked by a person: then the folder is looked at again, while the file is read.
   */
  of(path: string, isAsked = false): readonly GivenSchema[] | Promise<readonly GivenSchema[]> {
    const folder = PathExt.dirname(path);
    const known = this._known.get(folder);
    if (known) {
      if (isAsked) {
        void this.check(one => one === folder);
      }
      return this._together(known);
    }
    return this._first(folder).then(found => this._together(found));
  }

  /** Look again at folders that were looked at. */
  async check(isMeant: (folder: string) => boolean = () => true): Promise<void> {
    const folders = [...this._known.keys()].filter(isMeant).slice(-mostChecked);
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

  /** One look at a time at each folder; where the server does not answer, the next to ask looks again. */
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
      return null; // the reading of the file says that the server is away
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
