import { JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { analysisFactory, scanFactory } from '../documents/factories.js';
import { keepFactoriesReachable, watchAddress } from '../workarounds/docmanageropen.js';

export const openingPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:opening',
  description: 'The XES viewer beside other viewers.',
  autoStart: true,
  requires: [IDocumentManager],
  optional: [JupyterFrontEnd.ITreeResolver],
  activate: (
    _app: JupyterFrontEnd,
    docManager: IDocumentManager,
    resolver: JupyterFrontEnd.ITreeResolver | null
  ) =>
    keepFactoriesReachable(docManager, {
      factories: [scanFactory, analysisFactory],
      revealing: scanFactory,
      isRouted: resolver ? watchAddress(resolver) : undefined
    })
};
