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
import { asXESError, XESError } from '../../base/errors.js';
import { whileOpen, type DocumentTab } from './opentab.js';
import type { IRestorable } from './restoreall.js';
import { restoredStem } from './restoredname.js';
import { putBack } from './restoredscan.js';

type Kind = 'scan' | 'analysis';

export interface RestorerOptions {
  contents: Contents.IManager;
  /** Open or reveal a document. @returns null where its tab is none of ours. */
  open: (path: string, kind: Kind) => DocumentTab | null;
  /** Called with the reason why work can't be restored; the person reads where it is saved. */
  log: (reason: string, path: string) => void;
}

/**
 * Opens a document and puts kept work in, unsaved. Where the file is no longer the one the work went
 * on from, or its tab holds other unsaved work, that is left alone and the work goes to a new file;
 * of a scan, to a new analysis. Work of earlier versions is migrated.
 */
export class Restorer {
  constructor(private _options: RestorerOptions) {}

  /** @returns the path that was opened. @throws XESError `analysis/invalid`, `analysis/newer` */
  async restore(kept: IRestorable): Promise<string> {
    const { path, door, base, time } = kept;
    if (door === 'scan') {
      return this._restoreScan(path, readDocument(textOf(kept), { scan: path }), time);
    }
    const file = await this._file(path);
    if (file && isSameText(String(file.content), textOf(kept))) {
      await this._opened(path, 'analysis');
      return path; // the file holds it already
    }
    const work = readDocument(textOf(kept));
    // a document that had not been read when it was kept has no base, and may be empty
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
   * As `restore`; work that can't be read is saved, as it is, as a file beside its document.
   * @returns the path that was opened, or saved.
   */
  async restoreOrSave(kept: IRestorable): Promise<string> {
    try {
      return await this.restore(kept);
    } catch (error) {
      const { code, message } = asXESError(error);
      if (
        code !== 'analysis/invalid' &&
        code !== 'analysis/newer' &&
        code !== 'analysis/too-large'
      ) {
        throw error;
      }
      const name = this._nameOf(kept.path);
      const target = await this._savedBeside(kept.path, kept.door, () => textOf(kept));
      this._options.log(`The work can't be restored: ${message} [${code}]`, kept.path);
      // JupyterLab shows 140 characters
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
    const own = relativeTo(this._options.contents, path, path);
    const analysis = withPaths(work, scan => (scan.path === path ? own : scan.path));
    const target = await this._copy(path, analysis, 'scan');
    const copy = this._nameOf(target);
    Notification.info(`${name} was changed since and stays as it is. The work is in ${copy}.`, {
      autoClose: 15_000
    });
    return target;
  }

  /** Open it and wait until its model holds what the file does. */
  private async _opened(path: string, kind: Kind): Promise<DocumentTab | null> {
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
    door: Kind = 'analysis'
  ): Promise<string> {
    const { contents } = this._options;
    // its scans are named relative to where it lies
    const target = await this._savedBeside(path, door, place =>
      writeDocument(movedDocument(contents, work, path, place))
    );
    await this._opened(target, 'analysis');
    return target;
  }

  /**
   * Save a new file beside a document, else in the root.
   * @param textAt the text, by where it is saved. @returns its path. @throws XESError `file/write-failed`
   */
  private async _savedBeside(
    path: string,
    door: Kind,
    textAt: (target: string) => string
  ): Promise<string> {
    const { contents } = this._options;
    const folder = folderOf(contents, path);
    const stem = restoredStem(door, contents.localPath(path));
    for (const place of new Set([folder, ''])) {
      const target = await this._saved(place, stem, textAt);
      if (target !== null) {
        return target;
      }
    }
    throw new XESError(
      'file/write-failed',
      'No folder takes the restored analysis. Free disk space or ask for write access, then restore it again.'
    );
  }

  /** @returns null where the folder is gone, or read-only. */
  private async _saved(
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

/** Earlier reports hold the document itself. */
function textOf({ document }: IRestorable): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

/** Whether two texts are the same document, of whatever versions. */
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
