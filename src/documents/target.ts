import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import type { Contents, ServerConnection } from '@jupyterlab/services';
import type { ReadTarget } from '../io/protocol.js';
import { checkInside } from './inside.js';

/**
 * The URL of a file's bytes, for the worker: it can't read cookies, so the session's token and XSRF
 * value are passed along; under a hub one of them alone is not enough.
 * @throws XESError `file/outside` if the path leads out of the server's folder.
 */
export function readTarget(
  contents: Contents.IManager,
  settings: ServerConnection.ISettings,
  path: string
): ReadTarget {
  const local = contents.localPath(path);
  checkInside(local);
  const encoded = local.split('/').map(encodeURIComponent).join('/');
  const base = new URL(settings.baseUrl, globalThis.location?.href ?? PageConfig.getBaseUrl());
  const headers: Record<string, string> = {};
  if (settings.token) {
    headers['Authorization'] = `token ${settings.token}`;
  }
  const xsrf = /(?:^|;\s*)_xsrf=([^;]*)/.exec(globalThis.document?.cookie ?? '')?.[1];
  if (xsrf) {
    headers['X-XSRFToken'] = xsrf;
  }
  const hasRest = contents.driveName(path) === '';
  return {
    path,
    url: URLExt.join(base.href, 'files', encoded),
    contentsUrl: hasRest ? URLExt.join(base.href, 'api/contents', encoded) : null,
    headers,
    among: {
      local,
      files: URLExt.join(base.href, 'files/'),
      contents: hasRest ? URLExt.join(base.href, 'api/contents/') : null,
      serverRoot: serverRoot()
    }
  };
}

/** Path of the server's root on its machine; null if it is only given relative to a home folder. */
function serverRoot(): string | null {
  const root = PageConfig.getOption('serverRoot');
  return root.startsWith('/') ? root.replace(/\/+$/, '') : null;
}
