import { Notification } from '@jupyterlab/apputils';
import { XESError } from '../../base/errors.js';
import { downloadBlob } from '../../plots/index.js';
import { withNotice } from '../export/exportnotice.js';
import type { FigurePlace, IFigureFolder } from './types.js';

interface IFigureFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const types: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  png: 'image/png'
};

/** Media type of a figure's file. */
export function mediaType(name: string): string {
  return types[name.slice(name.lastIndexOf('.') + 1)] ?? '';
}

/**
 * Make a figure's file and save it to the chosen place, with a notice if that takes long.
 * @param make the file; null if no longer needed. @param folder null if it can only be downloaded.
 * @returns its name there; null if it was not saved. @throws XESError `file/write-failed`,
 * `worker/cancelled` if the user cancels, and what `make` throws.
 */
export function putFigure(
  make: () => Promise<IFigureFile | null>,
  to: FigurePlace,
  folder: IFigureFolder | null
): Promise<string | null> {
  return withNotice('Creating the figure…', async ({ signal, show }) => {
    const file = await Promise.race([make(), cancelled(signal)]);
    if (!file) {
      return null;
    }
    if (to === 'download' || !folder) {
      downloadBlob(file.name, new Blob([file.bytes], { type: mediaType(file.name) }));
      return file.name;
    }
    const path = await folder.write(file, share => {
      if (signal.aborted) {
        throw cancellation();
      }
      show(`Writing ${file.name}…`, share);
    });
    const name = path.slice(path.lastIndexOf('/') + 1);
    Notification.success(`Written next to the document: ${name}.`, { autoClose: 8000 });
    return name;
  });
}

/** Rejects when the user cancels. */
function cancelled(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(cancellation()), { once: true });
  });
}

function cancellation(): XESError {
  return new XESError('worker/cancelled', 'The figure was cancelled.');
}
