import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { IRemovalQuestion } from './removing.js';

/** Most labels named in a sentence. */
const mostNamed = 10;

/**
 * Ask whether to remove rows together with the results that depend on them alone; the button that
 * keeps everything is the default.
 */
export async function confirmRemoval({ gone, less }: IRemovalQuestion): Promise<boolean> {
  const isAll = gone.length > 0;
  const sentences = [
    ...(isAll ? [`Results without other inputs are removed too: ${namesOf(gone)}.`] : []),
    ...(less.length > 0
      ? [`Results with other inputs continue without it: ${namesOf(less)}.`]
      : []),
    'This can be undone.'
  ];
  const { button } = await showDialog({
    title: isAll ? 'Remove with dependent results?' : 'Remove inputs of other results?',
    body: sentences.join(' '),
    buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: isAll ? 'Remove All' : 'Remove' })],
    defaultButton: 0
  });
  return button.accept;
}

function namesOf(labels: readonly string[]): string {
  const named = labels.slice(0, mostNamed).map(label => `"${label}"`);
  const rest = labels.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
