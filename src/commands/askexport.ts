import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { Contents } from '@jupyterlab/services';
import { XESError } from '../base/errors.js';
import type { WritableItem } from '../compute/exporttypes.js';
import { ExportFailure, type WantedFile } from '../documents/exportfailure.js';
import { isWritable } from '../documents/exportfolder.js';
import { exportAs, writeFiles, type Exported, type IExporting } from '../documents/exporting.js';
import { folderOf } from '../documents/paths.js';
import { asRef, type Id, type Ref } from '../analysis/document/index.js';
import {
  exportFailures,
  plannedFiles,
  rowsToExport,
  tableOfRows,
  type AnalysisModel,
  type ExportRows
} from '../model/index.js';
import { downloadBlob } from '../plots/index.js';
import {
  askForExport,
  shortened,
  type ExportDecision,
  type RowsChoice
} from '../widgets/export/exportform.js';
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

/** Context of the export dialog. */
export interface IExportQuestion {
  /** The initial choice if no rows are given. */
  rows: ExportRows;
  named?: readonly Ref[];
  /** Runs work started later, by a button of a notification, and reports its failure. */
  later: (work: () => Promise<unknown>) => void;
}

/**
 * Ask which results to export, and export them.
 * @returns null if nothing was exported.
 * @throws as `writeFiles`
 */
export async function askAndExport(
  given: IExporting,
  { rows, named, later }: IExportQuestion
): Promise<Exported | null> {
  const { contents, model, path } = given;
  const folder = folderOf(contents, path);
  const refs: Partial<Record<RowsChoice, readonly Ref[]>> = {
    ...(named ? { named } : {}),
    shown: rowsToExport(model, 'shown'),
    selected: rowsToExport(model, 'selected')
  };
  const known = new Map<RowsChoice, Promise<WritableItem[]>>();
  const itemsOf = (which: RowsChoice) => {
    const items = known.get(which) ?? model.writable(refs[which] ?? []);
    known.set(which, items);
    items.catch(() => known.delete(which)); // retry the next time
    return items;
  };
  const decision = await askForExport({
    counts: { named: named?.length, shown: refs.shown?.length, selected: refs.selected?.length },
    rows: named ? 'named' : rows,
    folder: contents.localPath(folder),
    isWritable: await isWritable(contents, folder),
    plan: async (which, choice) => {
      const items = await itemsOf(which);
      const failures = exportFailures(model, items).map(({ message }) => message);
      return { files: plannedFiles(model, items, choice, path), failures };
    }
  });
  if (!decision || decision.files.length === 0) {
    return null;
  }
  return withDownloadInstead(given, decision, later);
}

/** The part of the dialog's answer needed for the export. */
type Decision = Pick<ExportDecision, 'failures' | 'to'> & { files: readonly WantedFile[] };

async function withDownloadInstead(
  given: IExporting,
  decision: Decision,
  later: IExportQuestion['later']
): Promise<Exported | null> {
  const folder = folderOf(given.contents, given.path);
  try {
    const { paths, notes } = await writeFiles(given, folder, decision.files, decision.to);
    const exported = { paths, notes: [...notes, ...decision.failures] };
    sayExported(exported, decision);
    return exported;
  } catch (reason) {
    if (reason instanceof ExportFailure && reason.code === 'file/write-failed') {
      const { rest } = reason;
      const instead: Decision = { ...decision, files: rest, to: 'download' };
      Notification.error(reason.message, {
        autoClose: false,
        actions: [
          {
            label: 'Download',
            callback: () => later(() => withDownloadInstead(given, instead, later))
          }
        ]
      });
      return null;
    }
    if (reason instanceof XESError && reason.code === 'worker/cancelled') {
      return null; // cancelled by the user, or the document was closed
    }
    throw reason;
  }
}

function sayExported({ paths, notes }: Exported, { to, failures }: Decision): void {
  const names = paths.map(path => path.slice(path.lastIndexOf('/') + 1)).join(', ');
  // a browser shows its downloads itself
  const where = to === 'folder' ? [`Written next to the document: ${names}.`] : [];
  report([...where, ...shortened(notes)], failures.length > 0);
}

/** @param isPartial whether some of the requested results are missing. */
function report(sentences: readonly string[], isPartial: boolean): void {
  const text = sentences.join(' ');
  if (text !== '') {
    const notify = isPartial ? Notification.warning : Notification.success;
    notify(text, { autoClose: isPartial ? false : 8000 });
  }
}

/**
 * Copy curves and tables for a spreadsheet.
 * @returns the number of lines, and notes on what is missing.
 * @throws as `tableOfRows`
 */
export async function copyTable(
  model: AnalysisModel,
  given: readonly (Id | Ref)[] | undefined,
  rows: ExportRows
): Promise<{ lines: number; notes: readonly string[] }> {
  const refs = given?.map(asRef) ?? rowsToExport(model, rows);
  const { text, notes } = await tableOfRows(model, refs);
  Clipboard.copyToSystem(text);
  const lines = text.split('\n').length - 1;
  if (notes.length > 0) {
    report(
      [`Copied ${lines} lines, some of the requested results are missing.`, ...shortened(notes)],
      true
    );
  } else {
    Notification.success(`Copied ${lines} lines.`, { autoClose: 3000 });
  }
  return { lines, notes };
}

export { exportAs };
