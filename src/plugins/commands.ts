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
import { isAnalysisPath, isScanPath } from '../documents/guards.js';
import { XESError } from '../science/errors.js';
import {
  actionCommands,
  analysisFactory,
  CommandIDs,
  IXESDiagnostics,
  IXESTracker,
  scanFactory
} from './ids.js';
import type { ViewerAction } from '../widgets/actions.js';
import type { XESViewer } from '../widgets/viewer.js';
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
    /** The document of a toolbar's button, else the current one. */
    const documentOf = ({ widget }: ReadonlyPartialJSONObject) =>
      typeof widget === 'string'
        ? (tracker.find(({ id }) => id === widget) ?? null)
        : tracker.currentWidget;
    const pathOf = (values: ReadonlyPartialJSONObject) => {
      try {
        return documentOf(values)?.context.path;
      } catch {
        return undefined; // the guarded work meets the same, and reports it
      }
    };
    const viewerOf = (values: ReadonlyPartialJSONObject): XESViewer => {
      const viewer = documentOf(values)?.viewer;
      if (!viewer) {
        throw new XESError('command/no-viewer', 'No viewer is open. Open a scan first.');
      }
      return viewer;
    };
    const add = (id: string, doing: string, options: ICommand) => {
      const { run, args, isEnabled, isVisible, ...rest } = options;
      const where = (values: ReadonlyPartialJSONObject) => ({ doing, path: pathOf(values) });
      // JupyterLab asks these at any time, and opens nothing more where one of them throws
      const answer = (question?: (values: ReadonlyPartialJSONObject) => boolean) =>
        question &&
        ((given: ReadonlyPartialJSONObject) => {
          const values = given ?? {};
          return diagnostics.guardSync(where(values), () => question(values)) ?? false;
        });
      commands.addCommand(id, {
        ...rest,
        isEnabled: answer(isEnabled),
        isVisible: answer(isVisible),
        describedBy: { args: { type: 'object', properties: args ?? {} } },
        execute: given => {
          const values = given ?? {}; // another extension may hand over null
          return diagnostics.guard(where(values), () => run(values));
        }
      });
      if (rest.label && options.inPalette !== false) {
        palette?.addItem({ command: id, category: 'X-ray Emission' });
      }
    };
    const can = (action: ViewerAction, values: ReadonlyPartialJSONObject) =>
      documentOf(values)?.viewer?.can(action) ?? false;
    tracker.currentChanged.connect(() =>
      actionCommands.forEach(id => commands.notifyCommandChanged(id))
    );
    const selected = (): Contents.IModel[] => [
      ...(browsers?.tracker.currentWidget?.selectedItems() ?? [])
    ];

    add(CommandIDs.open, 'Opening', {
      label: 'Open in XES Viewer…',
      inPalette: false,
      args: { path: { type: 'string' }, factory: { type: 'string' } },
      run: values => {
        const target = text(values.path);
        if (!target) {
          throw argument('path', 'the path of a scan or an analysis');
        }
        const factory = isAnalysisPath(target) ? analysisFactory : scanFactory;
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
        const { newDocument } = await import('./newdocument.js');
        const target = await newDocument(app.serviceManager.contents, cwd, registry);
        open(docManager, target, analysisFactory);
        return { path: target };
      }
    });
    add(CommandIDs.state, 'Reading the state of the viewer', {
      label: 'XES: State',
      inPalette: false,
      run: values => documentOf(values)?.viewer?.state() ?? null
    });
    add(CommandIDs.resetZoom, 'Resetting the zoom', {
      label: 'Reset Zoom',
      isEnabled: values => can('resetZoom', values),
      run: values => viewerOf(values).resetZoom()
    });
    add(CommandIDs.saveProfile, 'Saving a profile', {
      label: ({ type }) => (type === 'spectrum' ? 'Save Spectrum as CSV' : 'Save Profile as CSV'),
      // without a type: the spectrum, else the CIE profile
      isEnabled: values =>
        can('saveSpectrum', values)
          ? values.type !== 'CIE' && values.type !== 'CEE'
          : can(savingOf(values.type), values),
      // in the toolbar a map has two buttons, a spectrum one
      isVisible: values =>
        !values.type || (values.type === 'spectrum') === can('saveSpectrum', values),
      args: { type: { type: 'string' } },
      run: values => viewerOf(values).saveProfile(profileOf(values.type))
    });
    add(CommandIDs.saveFigure, 'Saving the figure', {
      label: 'Save Figure as PNG',
      isEnabled: values => can('saveFigure', values),
      run: values => viewerOf(values).saveFigure()
    });
    add(CommandIDs.setChannel, 'Choosing the channel', {
      label: 'XES: Choose Channel',
      inPalette: false,
      args: { channel: { type: 'string' } },
      run: values => {
        const viewer = viewerOf(values);
        const names =
          documentOf(values)?.model?.active?.scan?.channels.map(({ name }) => name) ?? [];
        const channel = names.find(name => name === values.channel);
        if (!channel) {
          throw argument('channel', `one of ${names.join(', ') || 'the channels of a scan'}`);
        }
        viewer.setChannel(channel);
      }
    });
    add(CommandIDs.addScans, 'Adding scans', {
      label: 'Add Scans…',
      isEnabled: values => can('addScans', values),
      isVisible: values => can('addScans', values),
      run: values => viewerOf(values).addScans()
    });
    add(CommandIDs.reload, 'Reading the scan again', {
      label: 'Reload Scan',
      isEnabled: values => can('reload', values),
      run: values => {
        viewerOf(values);
        const model = documentOf(values)?.model;
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

function argument(name: string, wanted: string): XESError {
  return new XESError('command/argument', `This command needs "${name}": ${wanted}.`);
}

/** Which curve to save; without a type the spectrum, else the CIE profile. */
function profileOf(type: unknown): 'CIE' | 'CEE' | 'spectrum' {
  if (type === undefined || type === 'CIE' || type === 'CEE' || type === 'spectrum') {
    return type ?? 'CIE';
  }
  throw argument('type', 'CIE, CEE or spectrum');
}

function savingOf(type: unknown): ViewerAction {
  return type === 'CEE' ? 'saveCEE' : type === 'spectrum' ? 'saveSpectrum' : 'saveCIE';
}

interface ICommand extends Omit<
  CommandRegistry.ICommandOptions,
  'execute' | 'describedBy' | 'isEnabled' | 'isVisible'
> {
  isEnabled?: (args: ReadonlyPartialJSONObject) => boolean;
  isVisible?: (args: ReadonlyPartialJSONObject) => boolean;
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
