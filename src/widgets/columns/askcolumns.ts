import type { IDisposable } from '@lumino/disposable';
import { Widget } from '@lumino/widgets';
import { readChoiceOf } from '../../analysis/document/readchoice.js';
import { scanOf, type Id } from '../../analysis/document/index.js';
import type { IDiagnostics } from '../../diagnostics/types.js';
import { AnalysisModel, type ModelScan } from '../../model/index.js';
import type { Guard } from '../part.js';
import type { IAlongsideScan } from './alongside.js';
import { ColumnsDialog } from './columnsdialog.js';
import type { IColumnsAnswer, IColumnsSource } from './types.js';

const unknown = 'scan/columns-unknown';

export interface IAskColumnsOptions {
  model: AnalysisModel;
  diagnostics: IDiagnostics;
  guard: Guard;
  source: IColumnsSource;
}

/**
 * Ask the user to assign the arrays of a scan's file, then read the scan accordingly, together with
 * other selected scans that have the same columns: one undo entry.
 * @returns the dialog, which closes when disposed of; null if there is no such scan.
 */
export function askColumns(id: Id, options: IAskColumnsOptions): IDisposable | null {
  const { model, diagnostics, guard, source } = options;
  const entry = scanOf(model.document, id);
  const scan = model.scans.find(item => item.id === id);
  if (!entry || !scan) {
    return null;
  }
  const { path, error } = scan;
  const dialog = new ColumnsDialog({
    scan: {
      path,
      choice: readChoiceOf(entry),
      isUnknown: error?.code === unknown,
      others: othersOf(id, model)
    },
    source,
    preview: new AnalysisModel({ compute: source.compute(path) }),
    diagnostics,
    guard,
    onUse: answer => take(id, answer, options)
  });
  Widget.attach(dialog, document.body);
  return dialog;
}

/**
 * Scans selected together with a scan that are in the same state: all lacking an assignment, or
 * none of them.
 */
function othersOf(id: Id, model: AnalysisModel): IAlongsideScan[] {
  const selected = new Set(model.view.selected.map(ref => ref.id));
  const isUnknown = (scan: ModelScan) => scan.error?.code === unknown;
  const asked = model.scans.find(scan => scan.id === id);
  if (!asked || !selected.has(id)) {
    return [];
  }
  return model.scans
    .filter(scan => scan !== asked && selected.has(scan.id) && isUnknown(scan) === isUnknown(asked))
    .map(scan => ({
      id: scan.id,
      path: scan.path,
      label: model.labelOfRef({ id: scan.id }),
      choice: readChoiceOf(scanOf(model.document, scan.id) ?? {})
    }));
}

function take(id: Id, answer: IColumnsAnswer, options: IAskColumnsOptions): void {
  const { always, others, ...choice } = answer;
  const { model, guard, source } = options;
  model.setReadings([[id, choice], ...others]);
  if (always) {
    guard('Saving the columns', () => source.always?.(always));
  }
}
