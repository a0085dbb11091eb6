import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { DocumentTracker } from '../widgets/tracker.js';

/** What the application provides for notebooks. */
export interface INotebooksOptions {
  app: JupyterFrontEnd;
  diagnostics: IDiagnostics;
  docManager: IDocumentManager;
  registry: ISettingRegistry | null;
  tracker: DocumentTracker;
}
