import { readDocument, setView, type AnalysisDocument } from '../analysis/document/index.js';
import { XESError } from '../base/errors.js';

/** What an output holds for the live viewer. */
export const viewMime = 'application/vnd.jupyterlab-xes.view+json';

/** What a notebook's output, or a kernel, hands over to be looked at. */
export interface IViewData {
  /** Its paths are relative to the notebook's folder. */
  readonly document: AnalysisDocument;
  /** Of the files of scans as they were when the cell ran, as far as that is known. */
  readonly stamps: readonly IFileStamp[];
}

export interface IFileStamp {
  /** As the document names it. */
  readonly path: string;
  readonly size: number;
  /** ms */
  readonly modified: number;
}

/**
 * Read what an output holds. It comes from a file that anyone may have made.
 * @throws XESError `analysis/invalid`, `analysis/newer` and what else a document is refused for
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
        ? 'This output was made by a newer jupyterlab-xes. Update the extension to see it live.'
        : 'This output holds nothing that the viewer can show. Run the cell again.'
    );
  }
  const read = readDocument(JSON.stringify(document ?? null));
  const known = stampsIn(read, stamps);
  if (!Array.isArray(shown) || shown.length === 0) {
    return { document: read, stamps: known };
  }
  const refs = shown as string[];
  // what is shown is what it is about: nothing else is drawn beside it
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
