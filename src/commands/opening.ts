import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Contents } from '@jupyterlab/services';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { newAnalysis } from '../documents/newanalysis.js';
import { isAnalysisPath } from '../documents/pathkinds.js';
import { analysisFactory, scanFactory } from '../documents/factories.js';
import { serverOf } from '../server/pageserver.js';
import { settingsOf } from '../settings/index.js';
import { preferredView } from '../widgets/preferences.js';
import { loneScanId } from '../analysis/document/index.js';
import type { ReadChoice } from '../formats/mapping/types.js';
import { XESDocumentWidget } from '../widgets/documentwidget.js';
import { argument, requireText, text } from './arguments.js';
import { readChoiceIn } from './readchoice.js';
import type { Args } from './registrar.js';

/**
 * Open a scan or an analysis, in the viewer unless another factory is given; a scan according to
 * the given entry and columns.
 * @throws XESError `command/argument`, `analysis/edit`
 */
export async function openDocument(docManager: IDocumentManager, values: Args) {
  const path = requireText(values, 'path', 'the path of a scan or an analysis');
  const usual = isAnalysisPath(path) ? analysisFactory : scanFactory;
  const factory = text(values.factory) || usual;
  const choice = readChoiceIn(values);
  if (Object.keys(choice).length > 0 && factory !== scanFactory) {
    throw argument('path', 'that of a scan, where "entry" or "columns" say how it is read');
  }
  const widget = docManager.openOrReveal(path, factory);
  if (widget && Object.keys(choice).length > 0) {
    await readAs(widget, choice);
  }
  return widget ? { path, factory } : null;
}

/** Set how a newly opened scan is read. */
async function readAs(widget: unknown, choice: ReadChoice): Promise<void> {
  if (widget instanceof XESDocumentWidget) {
    await widget.filled;
    await widget.model?.editable();
    widget.model?.setReading(loneScanId, choice);
  }
}

/** Create a new analysis with the view from the settings, and open it. @param cwd its folder. */
export async function openNewAnalysis(
  docManager: IDocumentManager,
  contents: Contents.IManager,
  registry: ISettingRegistry | null,
  cwd: unknown
) {
  const settings = settingsOf(registry);
  await settings.ready;
  const path = await newAnalysis(contents, text(cwd), preferredView(settings.current));
  docManager.openOrReveal(path, analysisFactory);
  return { path };
}

/** Show the help; it stays open until the user closes it. */
export async function openHelp(app: Pick<JupyterFrontEnd, 'name' | 'serviceManager' | 'version'>) {
  const { showHelp } = await import('../widgets/helpdialog.js');
  void showHelp(`${app.name} ${app.version}`, serverOf(app).about());
  return { isShown: true };
}
