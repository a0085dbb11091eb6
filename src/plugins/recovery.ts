import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { LazyDiagnostics } from '../diagnostics/lazydiagnostics.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { FlightRecorder } from '../recovery/flightrecorder.js';
import { isReportPath } from '../recovery/reports/reportpath.js';
import { hasRecords } from '../recovery/store/hasrecords.js';
import { XESError } from '../base/errors.js';
import { CommandIDs } from '../commands/ids.js';
import { IXESDiagnostics, IXESTracker } from './tokens.js';
import { addLateCommand, type ILateCommand } from '../commands/latecommand.js';
import { once } from '../lifecycle/once.js';
import type { IRecording } from './recording.js';

/**
 * Autosave, crash recovery at the next start, and reports on demand. The flight recorder is loaded
 * with the first document, or if an earlier page left records.
 */
export const recoveryPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:recovery',
  description: 'Unsaved work of the XES viewer.',
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
    if (!(diagnostics instanceof LazyDiagnostics)) {
      return; // another extension's diagnostics: no recovery
    }
    const late = diagnostics as LazyDiagnostics<IRecording>;
    const load = once(async () => {
      const [{ startFlightRecorder }, recording] = await Promise.all([
        import('./flight.js'),
        late.load()
      ]);
      if (!recording) {
        throw new XESError('internal/error', 'The recorder could not be loaded. Reload the page.');
      }
      return startFlightRecorder({ app, tracker, docManager, registry }, recording);
    });
    const run = (doing: string, work: (flight: FlightRecorder) => unknown) =>
      late.guard({ doing }, async () => work(await load()));

    const recover = () => void run('Looking for lost work', flight => flight.recover());
    tracker.widgetAdded.connect(recover);
    app.restored.then(hasRecords).then(
      exist => exist && recover(),
      () => undefined // denied: nothing was stored
    );

    const { commands, contextMenu, shell } = app;
    const shown = () =>
      [(shell.currentWidget as IPathWidget | null)?.context?.path].find(isReportPath);
    const selected = () =>
      [...(browsers?.tracker.currentWidget?.selectedItems() ?? [])]
        .map(({ path }) => path)
        .find(isReportPath);
    shell.currentChanged?.connect(() => {
      const path = shown();
      if (path) {
        void run('Opening a report', flight => flight.reports.offer(path));
      }
    });

    const reportOf = (args: Args) => args.report ?? selected() ?? shown();
    const add = (
      id: string,
      label: string,
      doing: string,
      work: Work,
      options: Partial<ILateCommand> = {}
    ) =>
      addLateCommand({ commands, diagnostics, palette }, id, {
        doing,
        label,
        run: async args => work(await load(), args),
        ...options
      });
    add(CommandIDs.saveDiagnostics, 'Save Diagnostics Now', 'Saving diagnostics', flight =>
      flight.reports.save()
    );
    add(CommandIDs.copyReport, 'Copy Report', 'Copying the report', flight =>
      flight.reports.copy()
    );
    add(
      CommandIDs.restoreAnalysis,
      'Restore This Analysis',
      'Restoring an analysis',
      (flight, args) => flight.reports.restore(reportOf(args)),
      {
        args: { report: { type: 'string' } },
        isVisible: (args: Args) => reportOf(args) !== undefined,
        inPalette: false
      }
    );
    contextMenu.addItem({
      command: CommandIDs.restoreAnalysis,
      selector: '.jp-DirListing-item[data-isdir="false"]',
      rank: 4
    });
  }
};

type Args = ReadonlyPartialJSONObject;
type Work = (flight: FlightRecorder, args: Args) => unknown;

interface IPathWidget {
  context?: { path?: string };
}
