import { PageConfig } from '@jupyterlab/coreutils';
import type { ServerConnection } from '@jupyterlab/services';

/** The page's secrets change only where a log-in is renewed: asked at most so often (ms). */
const freshness = 1000;

/** What is known to be secret in this page: tokens, the XSRF cookie, the name of the hub's user. */
export function pageSecrets({ token }: ServerConnection.ISettings): () => readonly string[] {
  let asked = -Infinity;
  let secrets: readonly string[] = [];
  return () => {
    if (performance.now() - asked > freshness) {
      asked = performance.now();
      const xsrf = /(?:^|;\s*)_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? '';
      secrets = [token, PageConfig.getToken(), xsrf, PageConfig.getOption('hubUser')];
    }
    return secrets;
  };
}
