import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import type { Contents } from '@jupyterlab/services';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { isAnalysisPath, isScanPath } from '../../documents/guards.js';
import { xesIcon } from '../icon.js';
import { analysisFactory, CommandIDs, scanFactory } from '../ids.js';
import { requireText, text, textSchema } from './arguments.js';
import type { CommandRegistrar } from './registrar.js';

export interface IOpeningOptions {
  docManager: IDocumentManager;
  contents: Contents.IManager;
  browsers: IFileBrowserFactory | null;
  registry: ISettingRegistry | null;
}

/** Commands that open scans and analyses. */
export function addOpening(
  to: CommandRegistrar,
  { docManager, contents, browsers, registry }: IOpeningOptions
): void {
  const selected = (): Contents.IModel[] => [
    ...(browsers?.tracker.currentWidget?.selectedItems() ?? [])
  ];
  to.add(CommandIDs.open, 'Opening', {
    label: 'Open in XES Viewer…',
    inPalette: false,
    args: { path: textSchema, factory: textSchema },
    required: ['path'],
    run: values => {
      const target = requireText(values, 'path', 'the path of a scan or an analysis');
      const factory = isAnalysisPath(target) ? analysisFactory : scanFactory;
      return open(docManager, target, text(values.factory) || factory);
    }
  });
  to.add(CommandIDs.openSelected, 'Opening the selected scans', {
    label: 'Open in XES Viewer',
    icon: xesIcon,
    isVisible: () => selected().some(({ name }) => isScanPath(name)),
    run: () => {
      selected()
        .filter(({ name }) => isScanPath(name))
        .forEach(model => open(docManager, model.path, scanFactory));
    }
  });
  to.add(CommandIDs.newAnalysis, 'Making a new analysis', {
    label: values => (values.isLauncher ? 'XES Viewer' : 'New XES Analysis'),
    caption: 'Look at, reduce and fit X-ray emission scans',
    icon: xesIcon,
    args: { cwd: textSchema },
    run: async values => {
      const cwd = text(values.cwd ?? browsers?.tracker.currentWidget?.model.path);
      const { newDocument } = await import('../newdocument.js');
      const target = await newDocument(contents, cwd, registry);
      open(docManager, target, analysisFactory);
      return { path: target };
    }
  });
  to.add(CommandIDs.help, 'Showing help', {
    label: 'X-ray Emission Help',
    run: async () => {
      const { showHelp } = await import('../../widgets/helpdialog.js');
      void showHelp(); // it is open until it is closed
      return { isShown: true };
    }
  });
}

function open(docManager: IDocumentManager, path: string, factory: string) {
  const widget = docManager.openOrReveal(path, factory);
  return widget ? { path, factory } : null;
}
