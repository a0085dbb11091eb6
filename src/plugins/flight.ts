import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { reportHelpOf } from '../health/latereporthelp.js';
import { FlightRecorder } from '../recovery/flightrecorder.js';
import { settingsOf } from '../settings/index.js';
import { XESDocumentWidget } from '../widgets/documentwidget.js';
import type { DocumentTracker } from '../widgets/tracker.js';
import { analysisFactory, scanFactory } from '../documents/factories.js';
import type { IRecording } from './recording.js';

export interface IFlightOptions {
  app: JupyterFrontEnd;
  tracker: DocumentTracker;
  docManager: IDocumentManager;
  registry: ISettingRegistry | null;
}

/** The flight recorder; loaded with the first document, or if an earlier page left records. */
export function startFlightRecorder(
  { app, tracker, docManager, registry }: IFlightOptions,
  { recorder, box }: IRecording
): Promise<FlightRecorder> {
  const settings = settingsOf(registry);
  return FlightRecorder.start({
    app,
    recorder,
    box,
    tabs: tracker,
    open: (path, kind) => {
      const factory = kind === 'analysis' ? analysisFactory : scanFactory;
      const tab = docManager.openOrReveal(path, factory);
      return tab instanceof XESDocumentWidget ? tab : null;
    },
    autosaveInterval: () => settings.current.autosaveInterval * 1000,
    heartbeatInterval: () => settings.current.heartbeatInterval * 1000,
    help: reportHelpOf(app)
  });
}
