import type { JupyterFrontEnd } from '@jupyterlab/application';
import { serverClient, ServerExtension } from './index.js';

const known = new WeakMap<object, ServerExtension>();

/** The server extension of an application, shared for the life of the page. */
export function serverOf({
  serviceManager
}: Pick<JupyterFrontEnd, 'serviceManager'>): ServerExtension {
  let server = known.get(serviceManager);
  if (!server) {
    server = new ServerExtension(serverClient(serviceManager.serverSettings));
    known.set(serviceManager, server);
  }
  return server;
}
