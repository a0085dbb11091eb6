import type { Contents } from '@jupyterlab/services';

/** The model of a file that is missing or forbidden. */
export function placeholder(path: string): Contents.IModel {
  const epoch = new Date(0).toISOString();
  return {
    name: path.split('/').pop() ?? path,
    path,
    type: 'file',
    writable: false,
    created: epoch,
    last_modified: epoch,
    mimetype: 'application/octet-stream',
    content: null,
    format: null
  };
}
