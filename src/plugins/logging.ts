import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette, MainAreaWidget } from '@jupyterlab/apputils';
import type { LazyDiagnostics } from '../diagnostics/lazydiagnostics.js';
import { CommandIDs } from '../commands/ids.js';
import { addLateCommand } from '../commands/latecommand.js';
import type { IRecording } from './recording.js';

/** The command that shows the log, in a panel at the bottom. */
export function addLogCommand(
  { commands, shell }: JupyterFrontEnd,
  diagnostics: LazyDiagnostics<IRecording>,
  palette: ICommandPalette | null
): void {
  let shown: MainAreaWidget | null = null;
  addLateCommand({ commands, diagnostics, palette }, CommandIDs.showLog, {
    doing: 'Showing the log',
    label: 'Show XES Log',
    run: async () => {
      const recording = await diagnostics.load();
      const { openLogViewer } = await import('../widgets/logpanel.js');
      if (recording && (!shown || shown.isDisposed)) {
        shown = openLogViewer(recording.log, diagnostics);
        shell.add(shown, 'down');
      }
      if (shown) {
        shell.activateById(shown.id);
      }
    }
  });
}
