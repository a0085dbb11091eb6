import { Notification } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { UnreadableView } from '../documents/index.js';
import { downloadBlob } from '../plots/index.js';

/** Say that the stored view of a scan can't be read; it can be saved as a file. */
export function sayUnreadable(
  diagnostics: IDiagnostics,
  { path, text, error }: UnreadableView
): void {
  const name = PathExt.basename(path);
  const message = `The view and cuts that were kept for ${name} can't be read, so it is shown anew. ${error.message} A copy of them stays in JupyterLab's workspace; save it as a file to keep it yourself.`;
  diagnostics.log('warning', `${message} [${error.code}]`, { doing: 'Reading the scan', path });
  const save = () =>
    void diagnostics.guard({ doing: 'Saving the kept view', path }, () =>
      downloadBlob(`${name}-view.xes.json`, new Blob([text], { type: 'application/json' }))
    );
  Notification.warning(message, {
    autoClose: false,
    actions: [{ label: 'Save as file', callback: save }]
  });
}
