import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import type { Contents } from '@jupyterlab/services';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { CommandRegistry } from '@lumino/commands';
import type { IDiagnostics } from '../diagnostics/types.js';
import { isScanPath } from '../documents/guards.js';
import type { CutType } from '../science/map.js';
import type { ChannelName } from '../formats/scan.js';
import {
  analysisFactory,
  CommandIDs,
  IXESDiagnostics,
  IXESTracker,
  scanFactory,
  settingsId
} from './ids.js';
import type { ViewerAction } from '../widgets/actions.js';
import { preferredView, readSettings } from './settings.js';
import { xesIcon } from './icon.js';

/** Every command, each through the guard: an error ends in the log, never in JupyterLab. */
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
    const { commands } = app;
    const viewer = () => tracker.currentWidget?.viewer ?? null;
    /** Undefined too where it can't be told: the recorder finds a document by itself. */
    const path = () => {
      try {
        return tracker.currentWidget?.context.path;
      } catch {
        return undefined;
      }
    };
    const add = (id: string, doing: string, options: ICommand) => {
      const { run, args, isEnabled, isVisible, ...rest } = options;
      // JupyterLab asks these while it draws menus and toolbars: a throw would end there
      const safely = (ask?: Ask) =>
        ask &&
        ((values: ReadonlyPartialJSONObject) =>
          diagnostics.guardSync({ doing, path: path() }, () => ask(values)) ?? false);
      commands.addCommand(id, {
        ...rest,
        isEnabled: safely(isEnabled),
        isVisible: safely(isVisible),
        describedBy: { args: { type: 'object', properties: args ?? {} } },
        execute: values => diagnostics.guard({ doing, path: path() }, () => run(values))
      });
      if (rest.label && options.inPalette !== false) {
        palette?.addItem({ command: id, category: 'X-ray Emission' });
      }
    };
    const can = (action: ViewerAction) => viewer()?.can(action) ?? false;
    const selected = (): Contents.IModel[] => [
      ...(browsers?.tracker.currentWidget?.selectedItems() ?? [])
    ];

    add(CommandIDs.open, 'Opening', {
      label: 'Open in XES Viewer…',
      inPalette: false,
      args: { path: { type: 'string' }, factory: { type: 'string' } },
      run: values => {
        const target = text(values.path);
        if (target === '') {
          return null; // JupyterLab would show an error of its own
        }
        const isAnalysis = target.toLowerCase().endsWith('.xes.json');
        const factory = isAnalysis ? analysisFactory : scanFactory;
        return open(docManager, target, text(values.factory) || factory);
      }
    });
    add(CommandIDs.openSelected, 'Opening the selected scans', {
      label: 'Open in XES Viewer',
      icon: xesIcon,
      isVisible: () => selected().some(({ name }) => isScanPath(name)),
      run: () => {
        selected()
          .filter(({ name }) => isScanPath(name))
          .forEach(model => open(docManager, model.path, scanFactory));
      }
    });
    add(CommandIDs.newAnalysis, 'Making a new analysis', {
      label: values => (values.isLauncher ? 'XES Viewer' : 'New XES Analysis'),
      caption: 'Look at, reduce and fit X-ray emission scans',
      icon: xesIcon,
      args: { cwd: { type: 'string' } },
      run: async values => {
        const cwd = text(values.cwd ?? browsers?.tracker.currentWidget?.model.path);
        const settings = readSettings((await registry?.load(settingsId))?.composite);
        const view = preferredView(settings);
        const { newAnalysis } = await import('../documents/newanalysis.js');
        const target = await newAnalysis(app.serviceManager.contents, cwd, view);
        open(docManager, target, analysisFactory);
        return { path: target };
      }
    });
    add(CommandIDs.state, 'Reading the state of the viewer', {
      label: 'XES: State',
      inPalette: false,
      run: () => viewer()?.state() ?? null
    });
    add(CommandIDs.resetZoom, 'Resetting the zoom', {
      label: 'Reset Zoom',
      isEnabled: () => can('resetZoom'),
      run: () => viewer()?.resetZoom()
    });
    add(CommandIDs.saveProfile, 'Saving a profile', {
      label: ({ type }) => (type === 'spectrum' ? 'Save Spectrum as CSV' : 'Save Profile as CSV'),
      // without a type: the spectrum, else the CIE profile
      isEnabled: ({ type }) =>
        can('saveSpectrum') ? type !== 'CIE' && type !== 'CEE' : can(savingOf(type)),
      // in the toolbar a map has two buttons, a spectrum one
      isVisible: ({ type }) => !type || (type === 'spectrum') === can('saveSpectrum'),
      args: { type: { type: 'string' } },
      run: ({ type }) => viewer()?.saveProfile((type as CutType | 'spectrum' | undefined) ?? 'CIE')
    });
    add(CommandIDs.saveFigure, 'Saving the figure', {
      label: 'Save Figure as PNG',
      isEnabled: () => can('saveFigure'),
      run: () => viewer()?.saveFigure()
    });
    add(CommandIDs.setChannel, 'Choosing the channel', {
      label: 'XES: Choose Channel',
      inPalette: false,
      args: { channel: { type: 'string' } },
      run: values => viewer()?.setChannel(values.channel as ChannelName)
    });
    add(CommandIDs.addScans, 'Adding scans', {
      label: 'Add Scans…',
      isEnabled: () => can('addScans'),
      isVisible: () => can('addScans'),
      run: () => viewer()?.addScans()
    });
    add(CommandIDs.reload, 'Reading the scan again', {
      label: 'Reload Scan',
      isEnabled: () => can('reload'),
      run: () => {
        const model = tracker.currentWidget?.model;
        return model?.reload(model.scans.findIndex(scan => scan === model.active));
      }
    });

    launcher?.add({
      command: CommandIDs.newAnalysis,
      args: { isLauncher: true },
      category: 'Other',
      rank: 1
    });
    app.contextMenu.addItem({
      command: CommandIDs.openSelected,
      selector: '.jp-DirListing-item[data-isdir="false"]',
      rank: 3
    });
  }
};

function savingOf(type: unknown): ViewerAction {
  return type === 'CEE' ? 'saveCEE' : type === 'spectrum' ? 'saveSpectrum' : 'saveCIE';
}

type Ask = (args: ReadonlyPartialJSONObject) => boolean;

interface ICommand extends Omit<
  CommandRegistry.ICommandOptions,
  'execute' | 'describedBy' | 'isEnabled' | 'isVisible'
> {
  isEnabled?: Ask;
  isVisible?: Ask;
  run: (args: ReadonlyPartialJSONObject) => unknown;
  args?: Record<string, { type: 'string' }>;
  inPalette?: boolean;
}

function open(docManager: IDocumentManager, path: string, factory: string) {
  const widget = docManager.openOrReveal(path, factory);
  return widget ? { path, factory } : null;
}

/** An argument as text; '' for anything else. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
