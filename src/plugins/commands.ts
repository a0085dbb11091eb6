import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { IMainMenu } from '@jupyterlab/mainmenu';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IDiagnostics } from '../diagnostics/types.js';
import { addLater } from '../commands/late.js';
import { isScanPath } from '../documents/pathkinds.js';
import { xesIcon } from '../widgets/icon.js';
import { actionCommands, CommandIDs, documentCommands } from '../commands/ids.js';
import { IXESDiagnostics, IXESTracker } from './tokens.js';
import { scanFactory } from '../documents/factories.js';
import { addLateCommand } from '../commands/latecommand.js';
import { addToEditMenu } from '../commands/editmenu.js';

export const commandsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:commands',
  description: 'Commands of the XES viewer.',
  autoStart: true,
  requires: [IXESDiagnostics, IXESTracker, IDocumentManager],
  optional: [ILauncher, ICommandPalette, IFileBrowserFactory, ISettingRegistry, IMainMenu],
  activate: (
    app: JupyterFrontEnd,
    diagnostics: IDiagnostics,
    tracker: IXESTracker,
    docManager: IDocumentManager,
    launcher: ILauncher | null,
    palette: ICommandPalette | null,
    browsers: IFileBrowserFactory | null,
    registry: ISettingRegistry | null,
    menu: IMainMenu | null
  ): void => {
    const { commands, contextMenu, serviceManager } = app;
    const { contents } = serviceManager;
    const to = { commands, diagnostics, palette };
    const code = () => import('../commands/index.js');
    const textSchema = { type: 'string' };
    const browser = () => browsers?.tracker.currentWidget;
    const selected = () =>
      [...(browser()?.selectedItems() ?? [])].filter(({ name }) => isScanPath(name));
    addLateCommand(to, CommandIDs.open, {
      doing: 'Opening',
      label: 'Open in XES Viewer…',
      inPalette: false,
      args: { path: textSchema, factory: textSchema, entry: textSchema, columns: {} },
      required: ['path'],
      run: async values => (await code()).openDocument(docManager, values)
    });
    addLateCommand(to, CommandIDs.openSelected, {
      doing: 'Opening the selected scans',
      label: 'Open in XES Viewer',
      icon: xesIcon,
      isVisible: () => selected().length > 0,
      run: () => selected().forEach(({ path }) => docManager.openOrReveal(path, scanFactory))
    });
    addLateCommand(to, CommandIDs.newAnalysis, {
      doing: 'Making a new analysis',
      label: given => (given?.isLauncher ? 'XES Viewer' : 'New XES Analysis'),
      caption: 'Look at, reduce and fit X-ray emission scans',
      icon: xesIcon,
      args: { cwd: textSchema },
      run: async ({ cwd = browser()?.model.path }) =>
        (await code()).openNewAnalysis(docManager, contents, registry, cwd)
    });
    addLateCommand(to, CommandIDs.help, {
      doing: 'Showing help',
      label: 'X-ray Emission Help',
      run: async () => (await code()).openHelp(app)
    });
    const load = addLater(commands, documentCommands, async () => {
      const { addDocumentCommands } = await code();
      return () => addDocumentCommands({ ...to, app, docManager, contents, tracker });
    });
    tracker.widgetAdded.connect(
      () => void diagnostics.guard({ doing: 'Loading the commands' }, load)
    );
    tracker.currentChanged.connect(() =>
      actionCommands.forEach(id => commands.notifyCommandChanged(id))
    );
    if (menu) {
      addToEditMenu(commands, tracker, menu);
    }
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
