import { InputDialog } from '@jupyterlab/apputils';
import type { Id } from '../analysis/document/index.js';
import type { AnalysisModel } from '../model/index.js';

/**
 * Ask for another label.
 * @returns null for the generated one, undefined if the dialog was cancelled.
 */
export async function askForLabel(
  model: AnalysisModel,
  id: Id
): Promise<string | null | undefined> {
  const { button, value } = await InputDialog.getText({
    title: 'Rename',
    label: 'Label; empty for the generated name',
    text: model.labelOfRef({ id })
  });
  return button.accept ? value?.trim() || null : undefined;
}
