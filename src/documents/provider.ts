import {
  RestContentProvider,
  type Contents,
  type IContentProvider,
  type ServerConnection
} from '@jupyterlab/services';
import { XESError } from '../base/errors.js';
import { checkInside } from './inside.js';

/** Name under which the provider is registered and requested by the widget factory. */
export const scanProviderId = 'jupyterlab-xes:scan';

/**
 * Lets JupyterLab open a scan without its content: every model is read-only (so no checkpoint is
 * created), nothing is ever saved, and a missing or forbidden path still opens, so that the viewer
 * itself can show what is wrong.
 */
export class ScanContentProvider implements IContentProvider {
  constructor(serverSettings: ServerConnection.ISettings) {
    this._rest = new RestContentProvider({ apiEndpoint: 'api/contents', serverSettings });
  }

  /** The file's model without content. @throws errors of the server, except 403 and 404. */
  async get(localPath: string): Promise<Contents.IModel> {
    checkInside(localPath);
    try {
      const model = await this._rest.get(localPath, { content: false });
      return { ...model, writable: false, content: null };
    } catch (error) {
      const status = (error as { response?: Response }).response?.status;
      if (status === 404 || status === 403) {
        return (await import('./placeholder.js')).placeholder(localPath);
      }
      throw error;
    }
  }

  /** Always rejects: a scan is never written. @throws XESError `file/write-failed` */
  save(localPath: string): Promise<Contents.IModel> {
    return Promise.reject(
      new XESError(
        'file/write-failed',
        `${localPath} is raw data and is never written. Save an analysis instead.`
      )
    );
  }

  private _rest: RestContentProvider;
}
