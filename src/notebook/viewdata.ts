import { readDocument, setView, type AnalysisDocument } from '../analysis/document/index.js';
import { XESError } from '../base/errors.js';

/** MIME type of an output's data for the live viewer. */
export const viewMime = 'application/vnd.jupyterlab-xes.view+json';

/** Data that a notebook's output, or a kernel, hands over for display. */
export interface IViewData {
  /** Its paths are relative to the notebook's folder. */
  readonly document: AnalysisDocument;
  /** Of the scans' files at the time the cell ran, if known. */
  readonly stamps: readonly IFileStamp[];
}

export interface IFileStamp {
  /** As named in the document. */
  readonly path: string;
  readonly size: number;
  /** ms */
  readonly modified: number;
}

/**
 * Read the data of an output. It comes from a file that anyone may have written.
 * @throws XESError `analysis/invalid`, `analysis/newer` and the other errors of reading a document
 */
export function readViewData(data: unknown): IViewData {
  const { version, document, shown, stamps } = (
    typeof data === 'object' && data !== null ? data : {}
  ) as { version?: unknown; document?: unknown; shown?: unknown; stamps?: unknown };
  if (version !== 1) {
    const isNewer = typeof version === 'number' && version > 1;
    throw new XESError(
      isNewer ? 'analysis/newer' : 'analysis/invalid',
      isNewer
        ? 'This output was made with a newer version of jupyterlab-xes. Update the extension to see it live.'
        : 'This output contains nothing that the viewer can show. Run the cell again.'
    );
  }
  const read = readDocument(JSON.stringify(document ?? null));
  const known = stampsIn(read, stamps);
  if (!Array.isArray(shown) || shown.length === 0) {
    return { document: read, stamps: known };
  }
  const refs = shown as string[];
  // only what is shown is drawn
  const active = read.view.active ?? refs[0];
  return { document: setView(read, { shown: refs, active }), stamps: known };
}

function stampsIn({ scans }: AnalysisDocument, stamps: unknown): IFileStamp[] {
  const given = new Map(Object.entries((stamps ?? {}) as Record<string, Partial<IFileStamp>>));
  return scans.flatMap(({ id, path }) => {
    const { size, modified } = given.get(id) ?? {};
    return typeof size === 'number' && typeof modified === 'number'
      ? [{ path, size, modified }]
      : [];
  });
}
