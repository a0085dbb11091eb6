import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { databaseName } from '../diagnostics/blackbox/name.js';
import { LateDiagnostics } from '../diagnostics/late.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { FlightRecorder } from './flightrecorder.js';
import { XESError } from '../base/errors.js';
import { CommandIDs, IXESDiagnostics, IXESTracker } from './ids.js';
import { addLateCommand, type ILateCommand } from './latecommand.js';
import { once } from '../lifecycle/once.js';
import type { IRecording } from './recording.js';

/**
 * Autosave, what is found at the next start, and reports on demand. Only what asks for them is here:
 * the flight recorder is loaded with the first document, and where an earlier page left something.
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
    if (!(diagnostics instanceof LateDiagnostics)) {
      return; // another's: it keeps what it keeps
    }
    const late = diagnostics as LateDiagnostics<IRecording>;
    const load = once(async () => {
      const [{ FlightRecorder }, recording] = await Promise.all([
        import('./flightrecorder.js'),
        late.load()
      ]);
      if (!recording) {
        throw new XESError('internal/error', 'The recorder could not be loaded. Reload the page.');
      }
      const { recorder, box } = recording;
      return FlightRecorder.start({ app, recorder, box, tracker, docManager, registry });
    });
    const run = (doing: string, work: (flight: FlightRecorder) => unknown) =>
      late.guard({ doing }, async () => work(await load()));

    const recover = () => void run('Looking for lost work', flight => flight.recover());
    tracker.widgetAdded.connect(recover);
    app.restored.then(isAnythingKept).then(
      is => is && recover(),
      () => undefined // denied: nothing was kept
    );

    const { commands, contextMenu, shell } = app;
    const shown = () => [(shell.currentWidget as IPathWidget | null)?.context?.path].find(isReport);
    const selected = () =>
      [...(browsers?.tracker.currentWidget?.selectedItems() ?? [])]
        .map(({ path }) => path)
        .find(isReport);
    shell.currentChanged?.connect(() => {
      const path = shown();
      if (path) {
        void run('Opening a report', flight => flight.offerReport(path));
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
      flight.saveDiagnostics()
    );
    add(CommandIDs.copyReport, 'Copy Report', 'Copying the report', flight => flight.copyReport());
    add(
      CommandIDs.restoreAnalysis,
      'Restore This Analysis',
      'Restoring an analysis',
      (flight, args) => flight.restoreReport(reportOf(args)),
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

function isReport(path?: string): boolean {
  return /(^|\/)(xes-)?(crash|report)-[^/.]*\.json$/.test(path ?? '');
}

/** Whether an earlier page left something; the look itself is loaded where there is a database. */
async function isAnythingKept(): Promise<boolean> {
  const known = await indexedDB.databases?.();
  return (
    (known?.some(({ name }) => name === databaseName) ?? true) &&
    (await import('../diagnostics/blackbox/peek.js')).isAnythingKept(databaseName)
  );
}
