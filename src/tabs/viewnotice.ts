import { Notification } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { UnreadableView } from '../documents/index.js';
import { downloadBlob } from '../plots/index.js';

/** Notify the user that the stored view of a scan can't be read; it can be saved as a file. */
export function notifyUnreadableView(
  diagnostics: IDiagnostics,
  { path, text, error }: UnreadableView
): void {
  const name = PathExt.basename(path);
  const where = { doing: 'Reading the scan', path };
  diagnostics.log(
    'warning',
    `The stored view can't be read: ${error.message} [${error.code}]`,
    where
  );
  // JupyterLab cuts it at 140 characters
  const message =
    error.code === 'analysis/newer'
      ? `The cuts stored for ${name} are of a newer version: update to see them. A copy is kept.`
      : `The cuts stored for ${name} can't be read; the log says why. A copy is kept.`;
  const save = () =>
    void diagnostics.guard({ doing: 'Saving the stored view', path }, () =>
      downloadBlob(`${name}-view.xes.json`, new Blob([text], { type: 'application/json' }))
    );
  Notification.warning(message, {
    autoClose: false,
    actions: [{ label: 'Save as file', callback: save }]
  });
}
