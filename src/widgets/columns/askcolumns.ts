import type { IDisposable } from '@lumino/disposable';
import { Widget } from '@lumino/widgets';
import { readChoiceOf } from '../../analysis/document/readchoice.js';
import { scanOf, type Id } from '../../analysis/document/index.js';
import type { IDiagnostics } from '../../diagnostics/types.js';
import { AnalysisModel } from '../../model/index.js';
import type { Guard } from '../part.js';
import { ColumnsDialog } from './columnsdialog.js';
import type { IColumnsAnswer, IColumnsSource } from './types.js';

export interface IAskColumnsOptions {
  model: AnalysisModel;
  diagnostics: IDiagnostics;
  guard: Guard;
  source: IColumnsSource;
}

/**
 * Ask which array of a scan's file is what, and read the scan as is answered: one entry of the history.
 * @returns the dialog: disposed of, it closes; null where there is no such scan.
 */
export function askColumns(id: Id, options: IAskColumnsOptions): IDisposable | null {
  const { model, diagnostics, guard, source } = options;
  const entry = scanOf(model.document, id);
  const scan = model.scans.find(one => one.id === id);
  if (!entry || !scan) {
    return null;
  }
  const { path, error } = scan;
  const dialog = new ColumnsDialog({
    scan: {
      path,
      choice: readChoiceOf(entry),
      isUnknown: error?.code === 'scan/columns-unknown'
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

function take(id: Id, { always, ...choice }: IColumnsAnswer, options: IAskColumnsOptions): void {
  const { model, guard, source } = options;
  model.setReading(id, choice);
  if (always) {
    guard('Writing down the columns', () => source.always?.(always));
  }
}
