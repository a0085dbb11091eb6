import type { Contents } from '@jupyterlab/services';
import { asRef, type Id, type Ref } from '../analysis/document/index.js';
import { formatOfName } from '../analysis/output/format.js';
import { XESError } from '../base/errors.js';
import {
  plannedFiles,
  rowsToExport,
  type AnalysisModel,
  type PlannedFile
} from '../model/index.js';
import { writeNew, type IWholeFile } from './exportfolder.js';
import { isInside } from './inside.js';
import { folderOf, resolveFrom } from './paths.js';

export type ExportPlace = 'folder' | 'download';

/** What is exported from, and how it reaches the person. */
export interface IExporting {
  contents: Contents.IManager;
  model: AnalysisModel;
  /** Of the document. */
  path: string;
  /** Hands a file to the person. */
  download(name: string, bytes: Uint8Array<ArrayBuffer>): void;
  /** Shows what is done while it lasts; aborted by the person. */
  withNotice<T>(text: string, work: (notice: IWork) => Promise<T>): Promise<T>;
}

export interface IWork {
  signal: AbortSignal;
  /** @param done share of the work. */
  show(text: string, done: number): void;
}

/** What was written, by its paths; of what was downloaded its name. */
export interface Exported {
  paths: readonly string[];
  notes: readonly string[];
}

/**
 * Export results into a file, without a question.
 * @param target relative to the folder of the document; its ending says the format.
 * @throws XESError `command/argument`, `file/outside`, `file/write-failed`, why there is no such result.
 */
export async function exportAs(
  given: IExporting,
  rows: readonly (Id | Ref)[] | undefined,
  target: string,
  to: ExportPlace
): Promise<Exported> {
  const { contents, model, path } = given;
  const format = formatOfName(target);
  if (!format) {
    throw new XESError(
      'command/argument',
      `Results are written as CSV, NeXus or columns: give a path that ends in .csv, .nxs or .dat, not "${target}".`
    );
  }
  const whole = resolveFrom(contents, path, target);
  if (target.startsWith('/') || !isInside(contents.localPath(whole))) {
    throw new XESError('file/outside', `${target} leads out of the server's folder.`);
  }
  const refs = rows?.map(asRef) ?? rowsToExport(model, 'shown');
  const items = await model.writable(refs);
  const failed = items.find(({ error }) => error)?.error;
  const files = plannedFiles(model, items, { format, hasNumbers: false }, path);
  const name = target.slice(target.lastIndexOf('/') + 1);
  if (files.length !== 1) {
    throw failed
      ? new XESError(failed.code, failed.message)
      : new XESError(
          'command/argument',
          files.length === 0
            ? 'There is no result to write. Name rows that have one.'
            : `This gives ${files.length} files: give a path that ends in .nxs, or one result at a time.`
        );
  }
  return writeFiles(given, folderOf(contents, whole), [{ ...files[0], name }], to);
}

/**
 * Make files one after the other, and put each where it goes.
 * @throws XESError `file/write-failed`, `worker/cancelled` where the person cancels, why one could not be made.
 */
export function writeFiles(
  { contents, model, download, withNotice }: IExporting,
  folder: string,
  files: readonly PlannedFile[],
  to: ExportPlace
): Promise<Exported> {
  return withNotice('Exporting…', async ({ signal, show }) => {
    const paths: string[] = [];
    const notes: string[] = [];
    for (const [i, { name, file }] of files.entries()) {
      const say = (share: number) => {
        requireWanted(signal);
        show(`Exporting ${name}…`, (i + share) / files.length);
      };
      say(0);
      const made = await model.file(file, signal);
      say(0.5);
      notes.push(...made.notes);
      const whole = { name, bytes: made.bytes };
      const path =
        to === 'folder'
          ? await writeNew(contents, folder, whole, share => say(0.5 + share / 2))
          : handedOver(download, whole);
      paths.push(path);
    }
    return { paths, notes };
  });
}

function requireWanted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new XESError('worker/cancelled', 'The export was cancelled.');
  }
}

function handedOver(download: IExporting['download'], { name, bytes }: IWholeFile): string {
  download(name, bytes);
  return name;
}
