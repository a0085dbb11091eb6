import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IReportHelp } from '../diagnostics/completed.js';
import { serverOf } from '../server/pageserver.js';
import { vitalsOf } from './latevitals.js';

/** Returns a loader of the code that completes a report. */
export function reportHelpOf(app: JupyterFrontEnd): () => Promise<IReportHelp> {
  return async () => {
    const { ReportHelp } = await import('./reporthelp.js');
    return new ReportHelp(serverOf(app), vitalsOf(app));
  };
}
