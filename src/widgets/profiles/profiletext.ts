import { curveTable } from '../../analysis/curvetable.js';
import type { Id } from '../../analysis/document/index.js';
import type { AnalysisModel } from '../../model/index.js';
import { tsv } from '../inspector/numberstsv.js';

/**
 * The profile along a cut, or what is shown where that is a spectrum (null), as CSV: what the command line writes of it.
 * @throws XESError `cut/empty` where no measured point lies in the cut, and why else there is no curve.
 */
export async function profileCsv(model: AnalysisModel, cut: Id | null): Promise<string> {
  const { activeRef, document } = model;
  const scan = activeRef?.id ?? '';
  const { value, title, warnings } = await model.curveResult(cut);
  const through = cut === null ? null : scan;
  return curveTable(value, { document, id: cut ?? scan, scan: through, title, warnings });
}

/** The same numbers under their names, without what is said of them, for a spreadsheet. */
export function csvAsTsv(csv: string): string {
  const lines = csv.split('\n').filter(line => line !== '' && !line.startsWith('#'));
  return tsv(lines.map(line => line.split(',')));
}
