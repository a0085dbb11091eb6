import { Notification } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import {
  readDocument,
  withPaths,
  writeDocument,
  type AnalysisDocument
} from '../../analysis/document/index.js';
import { join } from '../../diagnostics/sinks/folder.js';
import { movedDocument } from '../../documents/analysissave.js';
import { folderOf, relativeTo } from '../../documents/paths.js';
import type { DocumentKind } from '../../base/documentkind.js';
import { asXESError, XESError } from '../../base/errors.js';
import { whileOpen, type DocumentTab } from './opentab.js';
import type { IRestorable } from './restoreall.js';
import { restoredStem } from './restoredname.js';
import { putBack } from './restoredscan.js';

export interface RestorerOptions {
  contents: Contents.IManager;
  /** Open or reveal a document. @returns null if its tab is not one of ours. */
  open: (path: string, kind: DocumentKind) => DocumentTab | null;
  /** Called with the reason why work can't be restored; the user is shown where it was saved. */
  log: (reason: string, path: string) => void;
}

/**
 * Opens a document and puts stored work into it, unsaved. If the file has changed since, or its tab
 * holds other unsaved work, the document is left alone and the work is saved in a new file (for a
 * scan, a new analysis). Work of earlier versions is migrated.
 */
export class Restorer {
  constructor(private _options: RestorerOptions) {}

  /** @returns the path that was opened. @throws XESError `analysis/invalid`, `analysis/newer` */
  async restore(stored: IRestorable): Promise<string> {
    const { path, kind, base, time } = stored;
    if (kind === 'scan') {
      return this._restoreScan(path, readDocument(textOf(stored), { scan: path }), time);
    }
    const file = await this._file(path);
    if (file && isSameText(String(file.content), textOf(stored))) {
      await this._opened(path, 'analysis');
      return path; // the file already holds it
    }
    const work = readDocument(textOf(stored));
    // a document that had not been read when its snapshot was taken has no base, and may be empty
    if (!file || base !== file.last_modified) {
      return this._copy(path, work);
    }
    const tab = await this._opened(path, 'analysis');
    const model = tab?.model;
    if (!model || model.failure !== null || tab.context.model.dirty) {
      return this._copy(path, work);
    }
    model.replace(work);
    return path;
  }

  /**
   * Like `restore`, but work that can't be read is saved unchanged in a file next to its document.
   * @returns the path that was opened or saved.
   */
  async restoreOrSave(stored: IRestorable): Promise<string> {
    try {
      return await this.restore(stored);
    } catch (error) {
      const { code, message } = asXESError(error);
      if (
        code !== 'analysis/invalid' &&
        code !== 'analysis/newer' &&
        code !== 'analysis/too-large'
      ) {
        throw error;
      }
      const { path, kind } = stored;
      const name = this._nameOf(path);
      const target = await this._saveNextTo(path, kind, () => textOf(stored));
      this._options.log(`The work can't be restored: ${message} [${code}]`, path);
      // JupyterLab cuts it at 140 characters
      Notification.warning(
        `The work on ${name} can't be restored; the log says why. It is saved in ${this._nameOf(target)}.`,
        { autoClose: false }
      );
      return target;
    }
  }

  private async _restoreScan(
    path: string,
    work: AnalysisDocument,
    time: string | null
  ): Promise<string> {
    const model = (await this._opened(path, 'scan'))?.model;
    if (!model) {
      throw new XESError(
        'command/no-viewer',
        `${path} could not be opened in the viewer. Restore it again when the server answers.`
      );
    }
    const name = this._nameOf(path);
    if (putBack(model, work, time, name)) {
      return path;
    }
    const relative = relativeTo(this._options.contents, path, path);
    const analysis = withPaths(work, scan => (scan.path === path ? relative : scan.path));
    const target = await this._copy(path, analysis, 'scan');
    const copy = this._nameOf(target);
    Notification.info(`${name} was changed since and stays as it is. The work is in ${copy}.`, {
      autoClose: 15_000
    });
    return target;
  }

  /** Open a document and wait until its model is loaded. */
  private async _opened(path: string, kind: DocumentKind): Promise<DocumentTab | null> {
    const tab = this._options.open(path, kind);
    if (tab) {
      await whileOpen(tab, path, tab.revealed);
      await whileOpen(tab, path, tab.model?.loaded);
    }
    return tab;
  }

  private async _file(path: string): Promise<Contents.IModel | null> {
    try {
      return await this._options.contents.get(path, {
        type: 'file',
        format: 'text',
        content: true
      });
    } catch {
      return null;
    }
  }

  private async _copy(
    path: string,
    work: AnalysisDocument,
    kind: DocumentKind = 'analysis'
  ): Promise<string> {
    const { contents } = this._options;
    // the paths of its scans are relative to its own
    const target = await this._saveNextTo(path, kind, place =>
      writeDocument(movedDocument(contents, work, path, place))
    );
    await this._opened(target, 'analysis');
    return target;
  }

  /**
   * Save a new file next to a document, else in the root.
   * @param textAt returns the text for a given path.
   * @returns the path of the file. @throws XESError `file/write-failed`
   */
  private async _saveNextTo(
    path: string,
    kind: DocumentKind,
    textAt: (target: string) => string
  ): Promise<string> {
    const { contents } = this._options;
    const folder = folderOf(contents, path);
    const stem = restoredStem(kind, contents.localPath(path));
    for (const place of new Set([folder, ''])) {
      const target = await this._save(place, stem, textAt);
      if (target !== null) {
        return target;
      }
    }
    throw new XESError(
      'file/write-failed',
      'No folder takes the restored analysis. Free disk space or ask for write access, then restore it again.'
    );
  }

  /** @returns null if the folder is missing or read-only. */
  private async _save(
    folder: string,
    stem: string,
    textAt: (target: string) => string
  ): Promise<string | null> {
    try {
      const target = await this._freeName(folder, stem);
      const content = textAt(target);
      await this._options.contents.save(target, { type: 'file', format: 'text', content });
      return target;
    } catch {
      return null;
    }
  }

  private async _freeName(folder: string, stem: string): Promise<string> {
    const model = await this._options.contents.get(folder);
    const taken = new Set((model.content as Contents.IModel[]).map(({ name }) => name));
    let name = `${stem}.xes.json`;
    for (let i = 2; taken.has(name); i++) {
      name = `${stem}-${i}.xes.json`;
    }
    return join(folder, name);
  }

  private _nameOf(path: string): string {
    return PathExt.basename(this._options.contents.localPath(path));
  }
}

/** Earlier reports hold the document as JSON instead of its text. */
function textOf({ document }: IRestorable): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

/** Whether two texts are the same document, possibly of different versions. */
function isSameText(text: string, other: string): boolean {
  if (text === other) {
    return true;
  }
  try {
    return writeDocument(readDocument(text)) === writeDocument(readDocument(other));
  } catch {
    return false;
  }
}
