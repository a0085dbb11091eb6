import type { ItemKey, Ref } from '../analysis/document/index.js';
import { inputKeyOf } from '../analysis/evaluate/index.js';
import { withLabelsOf } from '../analysis/naming.js';
import { curvesTsv, tableTsv, type NamedCurve } from '../analysis/output/tsv.js';
import type { Failure } from '../analysis/steps/part.js';
import { XESError } from '../base/errors.js';
import type { ComputeResult } from '../compute/types.js';
import type { AnalysisModel } from './analysismodel.js';
import { failureOfResult } from './exportfailures.js';
import { exportName } from './exportrows.js';
import { asDrawn } from './shownprofiles.js';

/** A table for a spreadsheet. */
export interface CopiedTable {
  /** Tab-separated. */
  text: string;
  /** What is missing from it, and why, in sentences. */
  notes: readonly string[];
}

/** The results found for the rows. */
interface IFound {
  curves: NamedCurve[];
  tables: string[];
  failures: Failure[];
  others: string[];
}

/**
 * Curves and tables with all digits, as a table for a spreadsheet.
 * @throws XESError `command/argument` if there are none, why there is no such result.
 */
export async function tableOfRows(
  model: AnalysisModel,
  refs: readonly Ref[]
): Promise<CopiedTable> {
  const found: IFound = { curves: [], tables: [], failures: [], others: [] };
  const results = await Promise.all(refs.map(ref => model.result(ref)));
  results.forEach(result => addResult(model, result, found));
  const { curves, tables, failures, others } = found;
  if (curves.length + tables.length === 0) {
    throw failures.length > 0
      ? new XESError(failures[0].code, failures[0].message)
      : new XESError(
          'command/argument',
          'There is no curve and no table to copy. A map has too many numbers: export it.'
        );
  }
  return {
    text: [...(curves.length > 0 ? [curvesTsv(curves)] : []), ...tables].join('\n'),
    notes: [...failures.map(({ message }) => message), ...others]
  };
}

function addResult(
  model: AnalysisModel,
  { ref, inputs, items, outcome }: ComputeResult,
  { curves, tables, failures, others }: IFound
): void {
  const failed = (key: ItemKey, error: Failure) =>
    failures.push(failureOfResult(model, { ref, key, inputs }, error));
  if (items.length === 0 && outcome.error) {
    failed(ref.id, outcome.error);
  }
  for (const { key, value, error, numbers } of items) {
    const name = exportName(model, ref, key);
    if (error) {
      failed(key, error);
    } else if (value?.kind === 'spectrum') {
      curves.push({ name, value: asDrawn(model, ref, value) });
    } else if (value?.kind === 'table') {
      const labels = inputKeyOf(key) === null ? inputs.map(input => model.labelOf(input)) : [];
      tables.push(tableTsv(withLabelsOf(value, labels)));
    } else if (value?.kind === 'map') {
      others.push(`${name}: a map has too many numbers, export it.`);
    } else if (Object.keys(numbers).length > 0) {
      others.push(`${name}: it is numbers alone, export them.`);
    }
  }
}
