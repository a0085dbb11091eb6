import type { Ref } from '../analysis/document/index.js';
import { inputKeyOf } from '../analysis/evaluate/index.js';
import { withLabelsOf } from '../analysis/naming.js';
import { curvesTsv, tableTsv, type NamedCurve } from '../analysis/output/tsv.js';
import { XESError } from '../base/errors.js';
import type { AnalysisModel } from './analysismodel.js';
import { exportName } from './exportrows.js';

/**
 * Curves and tables with all of their digits, as a table for a spreadsheet.
 * @throws XESError `command/argument` where there are none, why there is no such result.
 */
export async function tableOfRows(model: AnalysisModel, refs: readonly Ref[]): Promise<string> {
  const curves: NamedCurve[] = [];
  const tables: string[] = [];
  const results = await Promise.all(refs.map(ref => model.result(ref)));
  for (const { ref, inputs, items } of results) {
    for (const { key, value } of items) {
      if (value?.kind === 'spectrum') {
        curves.push({ name: exportName(model, ref, key), value });
      } else if (value?.kind === 'table') {
        const labels = inputKeyOf(key) === null ? inputs.map(one => model.labelOf(one)) : [];
        tables.push(tableTsv(withLabelsOf(value, labels)));
      }
    }
  }
  if (curves.length + tables.length === 0) {
    throw new XESError(
      'command/argument',
      'There is no curve and no table to copy. A map has too many numbers: export it.'
    );
  }
  return [...(curves.length > 0 ? [curvesTsv(curves)] : []), ...tables].join('\n');
}
