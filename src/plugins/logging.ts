import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette, MainAreaWidget } from '@jupyterlab/apputils';
import type { LateDiagnostics } from '../diagnostics/late.js';
import { CommandIDs } from './ids.js';
import type { IRecording } from './recording.js';

/** The command that shows the log, in one panel below. */
export function addLogCommand(
  app: JupyterFrontEnd,
  diagnostics: LateDiagnostics<IRecording>,
  palette: ICommandPalette | null
): void {
  const { commands, shell } = app;
  let shown: MainAreaWidget | null = null;
  const show = async () => {
    const recording = await diagnostics.load();
    const { openLogViewer } = await import('./logpanel.js');
    if (recording && (!shown || shown.isDisposed)) {
      shown = openLogViewer(recording.log, diagnostics);
      shell.add(shown, 'down');
    }
    if (shown) {
      shell.activateById(shown.id);
    }
  };
  commands.addCommand(CommandIDs.showLog, {
    label: 'Show XES Log',
    caption: 'Show the last messages of the XES viewer, to filter and to copy',
    describedBy: { args: { type: 'object', properties: {} } },
    execute: () => diagnostics.guard({ doing: 'Showing the log', module: 'log' }, show)
  });
  palette?.addItem({ command: CommandIDs.showLog, category: 'X-ray Emission' });
}
