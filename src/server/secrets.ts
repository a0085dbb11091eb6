import { PageConfig } from '@jupyterlab/coreutils';
import type { ServerConnection } from '@jupyterlab/services';

/** How long the secrets are cached (ms): they change only when a log-in is renewed. */
const freshness = 1000;

/** Values known to be secret in this page: tokens, the XSRF cookie, the hub's user name. */
export function pageSecrets({ token }: ServerConnection.ISettings): () => readonly string[] {
  let readAt = -Infinity;
  let secrets: readonly string[] = [];
  return () => {
    if (performance.now() - readAt > freshness) {
      readAt = performance.now();
      const xsrf = /(?:^|;\s*)_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? '';
      secrets = [token, PageConfig.getToken(), xsrf, PageConfig.getOption('hubUser')];
    }
    return secrets;
  };
}
