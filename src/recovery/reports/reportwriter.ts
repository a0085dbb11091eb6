import type { JupyterFrontEnd } from '@jupyterlab/application';
import { version } from '../../base/version.js';
import { ContentsReportWriter } from '../../diagnostics/sinks/reports.js';
import { relativeTo } from '../../documents/paths.js';
import { reportFolders } from '../places.js';

/** Writes reports next to the open notebook, else next to the document concerned. */
export function reportWriter(app: JupyterFrontEnd): ContentsReportWriter {
  const { contents } = app.serviceManager;
  return new ContentsReportWriter(
    contents,
    ({ path }) => reportFolders(app, path ?? null),
    (file, path) => relativeTo(contents, file, path)
  );
}

/** Versions and browser, for a report. */
export function environmentOf(app: JupyterFrontEnd): Record<string, unknown> {
  return {
    extensionVersion: version,
    application: app.name,
    applicationVersion: app.version,
    userAgent: navigator.userAgent,
    language: navigator.language
  };
}
