import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IReportHelp } from '../diagnostics/completed.js';
import { serverOf } from '../server/pageserver.js';
import { vitalsOf } from './latevitals.js';

/** Loads what a report is completed with. */
export function reportHelpOf(app: JupyterFrontEnd): () => Promise<IReportHelp> {
  return async () => {
    const { ReportHelp } = await import('./reporthelp.js');
    return new ReportHelp(serverOf(app), vitalsOf(app));
  };
}
