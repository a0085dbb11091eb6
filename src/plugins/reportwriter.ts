import type { JupyterFrontEnd } from '@jupyterlab/application';
import { CompletedReports } from '../diagnostics/completed.js';
import { version } from '../base/version.js';
import type { IReportWriter } from '../diagnostics/recorder.js';
import { ContentsReportWriter } from '../diagnostics/sinks/reports.js';
import { relativeTo } from '../documents/paths.js';
import { vitalsOf } from '../health/latevitals.js';
import { reportFolders } from './places.js';
import { serverOf } from '../server/pageserver.js';

/** Writes reports beside what is open: the notebook, else the document concerned. */
export function reportWriter(app: JupyterFrontEnd): ContentsReportWriter {
  const { contents } = app.serviceManager;
  return new ContentsReportWriter(
    contents,
    ({ path }) => reportFolders(app, path ?? null),
    (file, path) => relativeTo(contents, file, path)
  );
}

/** The same with what takes time to find out. @param session this page's. */
export function completed(
  app: JupyterFrontEnd,
  session: string,
  writer: IReportWriter
): CompletedReports {
  return new CompletedReports(writer, session, async () => {
    const { ReportHelp } = await import('../health/reporthelp.js');
    return new ReportHelp(serverOf(app), vitalsOf(app));
  });
}

/** Versions and browser, as a report tells of them. */
export function environmentOf(app: JupyterFrontEnd): Record<string, unknown> {
  return {
    extensionVersion: version,
    application: app.name,
    applicationVersion: app.version,
    userAgent: navigator.userAgent,
    language: navigator.language
  };
}
