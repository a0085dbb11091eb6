import type { JupyterFrontEnd } from '@jupyterlab/application';
import { URLExt } from '@jupyterlab/coreutils';
import { referenceCut } from '../analysis/referencecut.js';
import { checkComputeWorker } from '../compute/checkworker.js';
import { createComputeWorker } from '../compute/workerfactory.js';
import { version } from '../base/version.js';
import { askRange, keepsValues } from '../health/browserchecks.js';
import { wasmSum, type ICheckEnvironment } from '../health/index.js';
import type { Vitals } from '../health/vitals.js';
import { folderOf, readTarget } from '../documents/index.js';
import { checkWorker } from '../io/index.js';
import { tinyValues } from '../io/tinyvalues.js';
import { createReaderWorker } from '../io/workerfactory.js';
import type { DocumentTracker } from '../widgets/tracker.js';

export interface IEnvironmentOptions {
  app: JupyterFrontEnd;
  tracker: DocumentTracker;
  vitals: Vitals;
}

/** The self-checks' environment in the page: the open scan, its folder, the browser, the server. */
export function browserEnvironment(options: IEnvironmentOptions): ICheckEnvironment {
  const { app, tracker, vitals } = options;
  const { contents, serverSettings } = app.serviceManager;
  const scan = () =>
    tracker.currentWidget?.model?.active?.path ??
    tracker.find(widget => !!widget.model?.active)?.model?.active?.path ??
    null;
  return {
    versions: () => ({ 'jupyterlab-xes': version, [app.name]: app.version }),
    wasmSum,
    tinyFile: async () => ({ written: tinyValues, read: await checkWorker(createReaderWorker) }),
    computeWorker: () => checkComputeWorker(createComputeWorker),
    referenceCut,
    range: async () => {
      const path = scan();
      if (path === null) {
        return null;
      }
      const { url, headers } = readTarget(contents, serverSettings, path);
      return { path, ...(await askRange(url, headers)) };
    },
    database: keepsValues,
    server: () => vitals.server.about(),
    folder: async () => {
      const path = folderOf(contents, tracker.currentWidget?.context.path ?? '');
      const { writable } = await contents.get(path, { content: false });
      return { path: URLExt.join('/', path), isWritable: writable };
    }
  };
}
