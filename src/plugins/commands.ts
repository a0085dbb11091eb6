import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IDiagnostics } from '../diagnostics/types.js';
import { addCollecting } from './commands/collecting.js';
import { addEditing } from './commands/editing.js';
import { addEntries } from './commands/entries.js';
import { addLooking } from './commands/looking.js';
import { addOpening } from './commands/opening.js';
import { CommandRegistrar } from './commands/registrar.js';
import { addResults } from './commands/results.js';
import { addViewing } from './commands/viewing.js';
import { actionCommands, CommandIDs, IXESDiagnostics, IXESTracker } from './ids.js';

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
    addLooking(registrar);
    addEditing(registrar);
    addEntries(registrar);
    addViewing(registrar);
    addCollecting(registrar, { docManager, contents, tracker });
    addResults(registrar);
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
