import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Contents } from '@jupyterlab/services';
import { documentKind, isAnalysisPath } from '../documents/pathkinds.js';
import type { IAnalysisHost } from '../documents/addtoanalysis.js';
import { XESError } from '../base/errors.js';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';
import { analysisFactory } from '../documents/factories.js';
import { CommandIDs } from './ids.js';
import type { DocumentTracker } from '../widgets/tracker.js';
import { text, textSchema } from './arguments.js';
import type { Args, CommandRegistrar } from './registrar.js';

export interface ICollectingOptions {
  docManager: IDocumentManager;
  contents: Contents.IManager;
  tracker: DocumentTracker;
}

/** Commands that add scans to analyses: those of a folder, and a scan that is open without one. */
export function addCollecting(to: CommandRegistrar, options: ICollectingOptions): void {
  const { contents } = options;
  to.add(CommandIDs.addFolder, 'Adding the scans of a folder', {
    label: 'Add Scans from Folder…',
    args: {
      folder: { ...textSchema, description: 'Path from the root; without it, it is asked for.' },
      pattern: { ...textSchema, description: 'Which names, such as "*VtC*.nxs"; all without it.' }
    },
    isEnabled: values => to.can('addScans', values),
    run: async values => {
      const { viewer, widget } = await to.loadedOf(values);
      const { addFolder } = await import('./addfolder.js');
      const given = values.folder === undefined ? null : text(values.folder);
      const choice = given === null ? null : { folder: given, pattern: text(values.pattern) };
      const paths = await addFolder(contents, widget.context.path, choice);
      return paths && { ids: viewer.addScans(paths) };
    }
  });
  for (const [id, doing, label, work] of [
    [CommandIDs.addToAnalysis, 'Adding to an analysis', 'Add to Analysis…', 'addToAnalysis'],
    [CommandIDs.saveAsAnalysis, 'Saving as an analysis', 'Save as Analysis…', 'saveAsAnalysis']
  ] as const) {
    to.add(id, doing, {
      label,
      args: {
        path: { ...textSchema, description: 'Of the analysis; without it, it is asked for.' }
      },
      isEnabled: values => isLone(to.documentOf(values)),
      run: async values => {
        const { document, path } = await loneScan(to, values);
        const collecting = await import('../documents/addtoanalysis.js');
        const target = values.path === undefined ? undefined : text(values.path);
        return collecting[work](document, path, target, hostOf(options));
      }
    });
  }
}

function isLone(widget: XESDocumentWidget | null): boolean {
  return widget !== null && documentKind(widget.context.path) === 'scan';
}

/** @throws XESError `command/no-viewer`, `analysis/edit` if the viewer is of an analysis. */
async function loneScan(to: CommandRegistrar, values: Args) {
  const { model, widget } = await to.loadedOf(values);
  if (!isLone(widget)) {
    throw new XESError(
      'analysis/edit',
      'This is an analysis already. Open the scan by itself, or add it to another analysis there.'
    );
  }
  return { document: model.document, path: widget.context.path };
}

function hostOf({ docManager, contents, tracker }: ICollectingOptions): IAnalysisHost {
  const open: string[] = [];
  tracker.forEach(({ context }) => {
    if (isAnalysisPath(context.path)) {
      open.push(context.path);
    }
  });
  return {
    contents,
    docManager,
    open,
    reveal: async path => {
      docManager.openOrReveal(path, analysisFactory);
      const widget = docManager.findWidget(path, analysisFactory) as unknown as
        XESDocumentWidget | undefined;
      await widget?.revealed;
      const model = widget?.model;
      if (!model) {
        throw new XESError('file/not-found', `${path} could not be opened as an analysis.`);
      }
      await model.editable();
      return model;
    }
  };
}
