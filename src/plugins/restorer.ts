import { Notification } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Contents } from '@jupyterlab/services';
import { deserialise, serialise, type AnalysisDocument } from '../analysis/index.js';
import { join } from '../diagnostics/sinks/folder.js';
import { movedText } from '../documents/analysissave.js';
import { folderOf, relativeTo } from '../documents/paths.js';
import { XESError } from '../science/errors.js';
import { XESDocumentWidget } from '../widgets/documentwidget.js';
import { analysisFactory, scanFactory } from './ids.js';
import { whileOpen } from './opentab.js';
import type { IRestorable } from './restoreall.js';
import { restoredStem } from './restoredname.js';
import { putBack } from './restoredscan.js';

/**
 * Opens a document and puts kept work in, unsaved. Where the file is no longer the one the work went
 * on from, or its tab holds other unsaved work, that is left alone and the work goes to a new file;
 * of a scan, to a new analysis.
 */
export class Restorer {
  constructor(
    private _docManager: IDocumentManager,
    private _contents: Contents.IManager
  ) {}

  /** @returns the path that was opened. @throws XESError `analysis/invalid`, `analysis/newer` */
  async restore({ path, door, document, base, time }: IRestorable): Promise<string> {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    const work = deserialise(text);
    if (door === 'scan') {
      return this._restoreScan(path, work, time);
    }
    const file = await this._file(path);
    if (file?.content === serialise(work)) {
      await this._opened(path, analysisFactory);
      return path; // the file holds it already
    }
    // a document that had not been read when it was kept has no base, and may be empty
    if (!file || base !== file.last_modified) {
      return this._copy(path, work);
    }
    const widget = await this._opened(path, analysisFactory);
    const model = widget?.model;
    if (!model || model.failure !== null || widget.context.model.dirty) {
      return this._copy(path, work);
    }
    model.replace(work);
    return path;
  }

  private async _restoreScan(
    path: string,
    work: AnalysisDocument,
    time: string | null
  ): Promise<string> {
    const model = (await this._opened(path, scanFactory))?.model;
    if (!model) {
      throw new XESError(
        'command/no-viewer',
        `${path} could not be opened in the viewer. Restore it again when the server answers.`
      );
    }
    const name = PathExt.basename(this._contents.localPath(path));
    if (putBack(model, work, time, name)) {
      return path;
    }
    const own = { path: relativeTo(this._contents, path, path) };
    const target = await this._copy(path, { ...work, scans: [own] }, 'scan');
    const copy = PathExt.basename(this._contents.localPath(target));
    Notification.info(`${name} was changed since and stays as it is. The work is in ${copy}.`, {
      autoClose: 15_000
    });
    return target;
  }

  /** Open it and wait until its model holds what the file does. */
  private async _opened(path: string, factory: string): Promise<XESDocumentWidget | null> {
    const widget = this._docManager.openOrReveal(path, factory);
    if (!(widget instanceof XESDocumentWidget)) {
      return null;
    }
    await whileOpen(widget, path, widget.revealed);
    await whileOpen(widget, path, widget.model?.loaded);
    return widget;
  }

  private async _file(path: string): Promise<Contents.IModel | null> {
    try {
      return await this._contents.get(path, { type: 'file', format: 'text', content: true });
    } catch {
      return null;
    }
  }

  private async _copy(
    path: string,
    work: AnalysisDocument,
    door: 'scan' | 'analysis' = 'analysis'
  ): Promise<string> {
    const folder = folderOf(this._contents, path);
    const stem = restoredStem(door, this._contents.localPath(path));
    for (const place of new Set([folder, ''])) {
      const target = await this._saved(place, stem, path, work);
      if (target !== null) {
        await this._opened(target, analysisFactory);
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
    from: string,
    work: AnalysisDocument
  ): Promise<string | null> {
    try {
      const target = await this._freeName(folder, stem);
      // its scans are named relative to where it lies
      const content = movedText(this._contents, serialise(work), from, target);
      await this._contents.save(target, { type: 'file', format: 'text', content });
      return target;
    } catch {
      return null;
    }
  }

  private async _freeName(folder: string, stem: string): Promise<string> {
    const model = await this._contents.get(folder);
    const taken = new Set((model.content as Contents.IModel[]).map(({ name }) => name));
    let name = `${stem}.xes.json`;
    for (let i = 2; taken.has(name); i++) {
      name = `${stem}-${i}.xes.json`;
    }
    return join(folder, name);
  }
}
