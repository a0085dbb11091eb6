import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IDiagnostics } from '../diagnostics/types.js';
import { addLater } from './commands/late.js';
import { addOpening } from './commands/opening.js';
import { CommandRegistrar } from './commands/registrar.js';
import {
  actionCommands,
  CommandIDs,
  documentCommands,
  IXESDiagnostics,
  IXESTracker
} from './ids.js';

export const commandsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:commands',
  description: 'Commands, launcher card, palette and context menu of the XES viewer.',
  autoStart: true,
  requires: [IXESDiagnostics, IXESTracker, IDocumentManager],
  optional: [ILauncher, ICommandPalette, IFileBrowserFactory, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    diagnostics: IDiagnostics,
    tracker: IXESTracker,
    docManager: IDocumentManager,
    launcher: ILauncher | null,
    palette: ICommandPalette | null,
    browsers: IFileBrowserFactory | null,
    registry: ISettingRegistry | null
  ): void => {
    const { commands, contextMenu, serviceManager } = app;
    const { contents } = serviceManager;
    const registrar = new CommandRegistrar(commands, diagnostics, tracker, palette);
    addOpening(registrar, { docManager, contents, browsers, registry });
    const load = addLater(commands, documentCommands, async () => {
      const { addDocumentCommands } = await import('./commands/index.js');
      return () => addDocumentCommands(registrar, { docManager, contents, tracker });
    });
    tracker.widgetAdded.connect(
      () => void diagnostics.guard({ doing: 'Loading the commands' }, load)
    );
    tracker.currentChanged.connect(() =>
      actionCommands.forEach(id => commands.notifyCommandChanged(id))
    );
    launcher?.add({
      command: CommandIDs.newAnalysis,
      args: { isLauncher: true },
      category: 'Other',
      rank: 1
    });
    contextMenu.addItem({
      command: CommandIDs.openSelected,
      selector: '.jp-DirListing-item[data-isdir="false"]',
      rank: 3
    });
  }
};
