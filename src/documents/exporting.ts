import type { Contents } from '@jupyterlab/services';
import { asRef, type Id, type Ref } from '../analysis/document/index.js';
import { formatOfName, type DataFormat } from '../analysis/output/format.js';
import { XESError } from '../base/errors.js';
import type { ExportFile, FigureFile } from '../compute/exporttypes.js';
import { figureFormatOf, isFigureFormat, type FigureFormat } from '../figures/paper/formats.js';
import { usualLook, type IPaperLook } from '../figures/paper/look.js';
import {
  exportFailures,
  plannedFigure,
  plannedFiles,
  rowsToExport,
  type AnalysisModel,
  type PlannedFile
} from '../model/index.js';
import { ExportFailure, type WantedFile } from './exportfailure.js';
import { writeNew, type IWholeFile } from './exportfolder.js';
import { isInside } from './inside.js';
import { folderOf, resolveFrom } from './paths.js';

export type ExportPlace = 'folder' | 'download';

/** The model to export from, and ways to deliver files to the user. */
export interface IExporting {
  contents: Contents.IManager;
  model: AnalysisModel;
  /** Of the document. */
  path: string;
  /** Downloads a file. */
  download(name: string, bytes: Uint8Array<ArrayBuffer>): void;
  /** Shows the progress of work; the user can abort it. */
  withNotice<T>(text: string, work: (notice: IWork) => Promise<T>): Promise<T>;
}

export interface IWork {
  signal: AbortSignal;
  /** @param done fraction of the work. */
  show(text: string, done: number): void;
}

/** The paths of written files; of a download its name. */
export interface Exported {
  paths: readonly string[];
  notes: readonly string[];
}

/**
 * Export results to a single file, without a dialog: all of them, or none.
 * @param target relative to the folder of the document; its extension determines the format.
 * @param look of a figure; null for other formats.
 * @throws XESError `command/argument` also if the format can't hold them, `figure/nothing`,
 * `figure/too-large`, `file/outside`, `file/write-failed`, why there is no such result.
 */
export async function exportAs(
  given: IExporting,
  rows: readonly (Id | Ref)[] | undefined,
  target: string,
  to: ExportPlace,
  look: Partial<IPaperLook> | null = null
): Promise<Exported> {
  const { contents, model, path } = given;
  const format = requireFormat(target, look);
  const whole = resolveFrom(contents, path, target);
  if (target.startsWith('/') || !isInside(contents.localPath(whole))) {
    throw new XESError('file/outside', `${target} leads out of the server's folder.`);
  }
  const refs = rows?.map(asRef) ?? rowsToExport(model, 'shown');
  const items = await model.writable(refs);
  const [failed] = exportFailures(model, items);
  if (failed) {
    throw new XESError(failed.code, failed.message);
  }
  const { file, notes } = isFigureFormat(format)
    ? plannedFigure(model, items, { format, look: { ...usualLook, ...look } })
    : soleFile(plannedFiles(model, items, { format, hasNumbers: false }, path), format);
  const name = target.slice(target.lastIndexOf('/') + 1);
  const exported = await writeFiles(given, folderOf(contents, whole), [{ file, name }], to);
  return { ...exported, notes: [...notes, ...exported.notes] };
}

/** @throws XESError `command/argument` */
function requireFormat(target: string, look: object | null): DataFormat | FigureFormat {
  const format = figureFormatOf(target) ?? formatOfName(target);
  if (!format) {
    throw refused(
      `Results are written as CSV, NeXus or columns, and drawn as SVG, PDF or PNG: give a path that ends in .csv, .nxs, .dat, .svg, .pdf or .png, not "${target}".`
    );
  }
  if (look && !isFigureFormat(format)) {
    throw refused(
      `${Object.keys(look).join(', ')}: that is of a figure. Give a path that ends in .svg, .pdf or .png.`
    );
  }
  return format;
}

/**
 * The only planned file of a format, and notes on what it lacks.
 * @throws XESError `command/argument` if there is none, several, or one of another format.
 */
function soleFile(
  planned: readonly PlannedFile[],
  format: DataFormat
): { file: ExportFile | FigureFile; notes: readonly string[] } {
  const isNumbers = ({ file }: PlannedFile) => file.format === 'numbers';
  if (planned.length === 0) {
    throw refused('There is no result to write. Name rows that have one.');
  }
  if (format !== 'csv' && planned.every(isNumbers)) {
    throw refused('These results are numbers alone: give a path that ends in .csv or .nxs.');
  }
  const files = format === 'nexus' ? planned.filter(file => !isNumbers(file)) : planned;
  if (files.length > 1) {
    throw refused(
      `This gives ${files.length} files: give a path that ends in .nxs, or one result at a time.`
    );
  }
  if (format === 'ascii' && files[0].file.format !== 'ascii') {
    throw refused(
      'This is a table of facts, which has words: give a path that ends in .csv or .nxs.'
    );
  }
  const dropped = planned.filter(file => !files.includes(file));
  const notes = dropped.map(
    ({ file }) => `Not written: ${file.title}; they need a path that ends in .csv.`
  );
  return { file: files[0].file, notes };
}

function refused(why: string): XESError {
  return new XESError('command/argument', why);
}

/**
 * Make files one after another, and deliver each.
 * @throws ExportFailure `file/write-failed`, `worker/cancelled` if the user cancels, why one could
 * not be made.
 */
export function writeFiles(
  { contents, model, download, withNotice }: IExporting,
  folder: string,
  files: readonly WantedFile[],
  to: ExportPlace
): Promise<Exported> {
  return withNotice('Exporting…', async ({ signal, show }) => {
    const paths: string[] = [];
    const notes: string[] = [];
    const writeOne = async ({ name, file }: WantedFile, i: number) => {
      const say = (share: number) => {
        requireWanted(signal);
        show(`Exporting ${name}…`, (i + share) / files.length);
      };
      say(0);
      const made = await model.file(file, signal);
      say(0.5);
      const whole = { name, bytes: made.bytes };
      const path =
        to === 'folder'
          ? await writeNew(contents, folder, whole, share => say(0.5 + share / 2))
          : handedOver(download, whole);
      paths.push(path);
      notes.push(...made.notes);
    };
    for (const [i, file] of files.entries()) {
      try {
        await writeOne(file, i);
      } catch (cause) {
        throw new ExportFailure(cause, paths, files.slice(i));
      }
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
