import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { Contents } from '@jupyterlab/services';
import { XESError } from '../base/errors.js';
import type { WritableItem } from '../compute/exporttypes.js';
import { isWritable } from '../documents/exportfolder.js';
import { exportAs, writeFiles, type Exported, type IExporting } from '../documents/exporting.js';
import { folderOf } from '../documents/paths.js';
import { asRef, type Id, type Ref } from '../analysis/document/index.js';
import {
  plannedFiles,
  rowsToExport,
  tableOfRows,
  type AnalysisModel,
  type ExportRows
} from '../model/index.js';
import { downloadBlob } from '../plots/index.js';
import { askForExport, type ExportDecision } from '../widgets/export/exportform.js';
import { withNotice } from '../widgets/export/exportnotice.js';

/** @param path of the document. */
export function exportingFrom(
  contents: Contents.IManager,
  model: AnalysisModel,
  path: string
): IExporting {
  const download = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
    downloadBlob(name, new Blob([bytes]));
  return { contents, model, path, download, withNotice };
}

/** Ask which results are exported, and do it. @returns null where nothing was. @throws as `writeFiles` */
export async function askAndExport(given: IExporting, rows: ExportRows): Promise<Exported | null> {
  const { contents, model, path } = given;
  const folder = folderOf(contents, path);
  const refs = { shown: rowsToExport(model, 'shown'), selected: rowsToExport(model, 'selected') };
  const known = new Map<ExportRows, Promise<WritableItem[]>>();
  const decision = await askForExport({
    counts: { shown: refs.shown.length, selected: refs.selected.length },
    rows,
    folder: contents.localPath(folder),
    isWritable: await isWritable(contents, folder),
    plan: async (which, choice) => {
      const items = known.get(which) ?? model.writable(refs[which]);
      known.set(which, items);
      return plannedFiles(model, await items, choice, path);
    }
  });
  if (!decision) {
    return null;
  }
  if (decision.files.length === 0) {
    Notification.warning('Nothing was exported: no file was ticked.', { autoClose: 5000 });
    return null;
  }
  return withDownloadInstead(given, decision);
}

async function withDownloadInstead(
  given: IExporting,
  decision: ExportDecision
): Promise<Exported | null> {
  const folder = folderOf(given.contents, given.path);
  try {
    const exported = await writeFiles(given, folder, decision.files, decision.to);
    const { paths, notes } = exported;
    const names = paths.map(one => one.slice(one.lastIndexOf('/') + 1)).join(', ');
    // a browser shows its downloads itself
    const where = decision.to === 'folder' ? [`Written beside the document: ${names}.`] : [];
    const said = [...where, ...notes].join(' ');
    if (said !== '') {
      Notification.success(said, { autoClose: 8000 });
    }
    return exported;
  } catch (reason) {
    if (reason instanceof XESError && reason.code === 'file/write-failed') {
      Notification.error(reason.message, {
        autoClose: false,
        actions: [
          {
            label: 'Download',
            callback: () => void withDownloadInstead(given, { ...decision, to: 'download' })
          }
        ]
      });
      return null;
    }
    if (reason instanceof XESError && reason.code === 'worker/cancelled') {
      return null; // the person did so, or closed the document
    }
    throw reason;
  }
}

/** Copy curves and tables for a spreadsheet. @returns how many lines. @throws as `tableOfRows` */
export async function copyTable(
  model: AnalysisModel,
  given: readonly (Id | Ref)[] | undefined,
  rows: ExportRows
): Promise<{ lines: number }> {
  const refs = given?.map(asRef) ?? rowsToExport(model, rows);
  const text = await tableOfRows(model, refs);
  Clipboard.copyToSystem(text);
  const lines = text.split('\n').length - 1;
  Notification.success(`Copied ${lines} lines.`, { autoClose: 3000 });
  return { lines };
}

export { exportAs };
