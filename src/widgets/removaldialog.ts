import { Dialog, showDialog } from '@jupyterlab/apputils';

/** Labels that the dialog names at the most. */
const mostNamed = 10;

/** Ask whether rows go with all that is made of them. @param labels of what is made of them. */
export async function confirmRemoval(labels: readonly string[]): Promise<boolean> {
  const named = labels.slice(0, mostNamed).map(label => `"${label}"`);
  const rest = labels.length - named.length;
  const list = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  const { button } = await showDialog({
    title: 'Remove with what is made of it?',
    body: `Other results depend on it, and go with it: ${list}. It can be undone.`,
    buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: 'Remove All' })]
  });
  return button.accept;
}
