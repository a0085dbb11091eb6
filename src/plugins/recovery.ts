import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { isAnythingKept } from '../diagnostics/blackbox/peek.js';
import { Recorder } from '../diagnostics/recorder.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { FlightRecorder } from './flightrecorder.js';
import { CommandIDs, IXESDiagnostics, IXESTracker } from './ids.js';

const reportFile = /(^|\/)(xes-)?crash-[^/]*\.json$/;

/** Autosave, what is found at the next start, and reports on demand; the work is loaded apart. */
export const recoveryPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:recovery',
  description: 'Keeps unsaved work of the XES viewer through a crash, and offers it again.',
  autoStart: true,
  requires: [IXESDiagnostics, IXESTracker, IDocumentManager],
  optional: [ICommandPalette, IFileBrowserFactory, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    diagnostics: IDiagnostics,
    tracker: IXESTracker,
    docManager: IDocumentManager,
    palette: ICommandPalette | null,
    browsers: IFileBrowserFactory | null,
    registry: ISettingRegistry | null
  ): void => {
    if (!(diagnostics instanceof Recorder)) {
      return; // somebody else's: it keeps what it keeps
    }
    const { commands } = app;
    let loading: Promise<FlightRecorder> | null = null;
    const load = () =>
      (loading ??= import('./flightrecorder.js').then(
        module =>
          module.FlightRecorder.start({
            app,
            recorder: diagnostics,
            tracker,
            docManager,
            registry
          }),
        (error: unknown) => {
          loading = null; // the server may be back when it is asked for again
          throw error;
        }
      ));
    const guard = (doing: string, work: (recorder: FlightRecorder) => unknown) =>
      diagnostics.guard({ doing }, async () => work(await load()));
    let isStarted = false;
    const start = () => {
      if (!isStarted) {
        isStarted = true;
        void guard('Starting the flight recorder', recorder => recorder.recover());
      }
    };
    // with the first document, and where an earlier page left something: else it costs nothing
    tracker.widgetAdded.connect(start);
    void diagnostics.guard({ doing: 'Looking for lost work' }, async () => {
      await app.restored;
      if (await isAnythingKept()) {
        start();
      }
    });

    const selected = () =>
      [...(browsers?.tracker.currentWidget?.selectedItems() ?? [])]
        .map(({ path }) => path)
        .filter(path => reportFile.test(path));
    const shown = () => {
      const widget = app.shell.currentWidget as { context?: { path?: string } } | null;
      const path = widget?.context?.path ?? '';
      return reportFile.test(path) ? path : null;
    };
    const offered = new Set<string>();
    app.shell.currentChanged?.connect(() => {
      const path = shown();
      if (path !== null && !offered.has(path)) {
        offered.add(path);
        void guard('Opening a report', recorder => recorder.offerReport(path));
      }
    });

    commands.addCommand(CommandIDs.saveDiagnostics, {
      label: 'Save Diagnostics Now',
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => guard('Saving diagnostics', recorder => recorder.saveDiagnostics())
    });
    commands.addCommand(CommandIDs.copyReport, {
      label: 'Copy Report',
      caption: 'Copy the last crash report, else one of how things stand',
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => guard('Copying the report', recorder => recorder.copyReport())
    });
    commands.addCommand(CommandIDs.restoreAnalysis, {
      label: 'Restore This Analysis',
      caption: 'Open what a crash report holds, as unsaved work',
      describedBy: { args: { type: 'object', properties: { report: { type: 'string' } } } },
      isVisible: ({ report }) =>
        typeof report === 'string' || selected().length > 0 || shown() !== null,
      execute: ({ report }) => {
        const path = typeof report === 'string' ? report : (shown() ?? selected()[0]);
        return guard('Restoring an analysis', recorder => recorder.restoreReport(path ?? ''));
      }
    });
    for (const command of [CommandIDs.saveDiagnostics, CommandIDs.copyReport]) {
      palette?.addItem({ command, category: 'X-ray Emission' });
    }
    const command = CommandIDs.restoreAnalysis;
    for (const selector of [
      '.jp-DirListing-item[data-isdir="false"]',
      '.lm-TabBar-tab.jp-mod-current'
    ]) {
      app.contextMenu.addItem({ command, selector, rank: 4 });
    }
  }
};
