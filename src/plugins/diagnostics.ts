import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ILoggerRegistry } from '@jupyterlab/logconsole';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { captureGlobalErrors } from '../diagnostics/uncaughterrors.js';
import { scriptFolder } from '../diagnostics/frames.js';
import { LazyDiagnostics } from '../diagnostics/lazydiagnostics.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { IXESDiagnostics } from './tokens.js';
import { addLogCommand } from './logging.js';
import type { IRecording } from './recording.js';

/** Log and crash reports, and the capture of uncaught errors. */
export const diagnosticsPlugin: JupyterFrontEndPlugin<IDiagnostics> = {
  id: 'jupyterlab-xes:diagnostics',
  description: 'Log and crash reports of the XES viewer.',
  autoStart: true,
  provides: IXESDiagnostics,
  optional: [ILoggerRegistry, ILabShell, ISettingRegistry, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    loggers: ILoggerRegistry | null,
    labShell: ILabShell | null,
    registry: ISettingRegistry | null,
    palette: ICommandPalette | null
  ): IDiagnostics => {
    const diagnostics = new LazyDiagnostics<IRecording>(async (session, early) => {
      const { startRecording } = await import('./recording.js');
      return startRecording({ app, labShell, loggers, registry }, session, early);
    });
    captureGlobalErrors(diagnostics, isOurs);
    addLogCommand(app, diagnostics, palette);
    return diagnostics;
  }
};

/** All our chunks are served from the folder of this chunk. */
const ownFolder = scriptFolder(new Error().stack ?? '');

function isOurs(stack: string): boolean {
  return ownFolder !== null && stack.includes(ownFolder);
}
