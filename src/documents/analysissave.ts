import { Dialog, InputDialog, showDialog } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import {
  readDocument,
  withPaths,
  writeDocument,
  type AnalysisDocument
} from '../analysis/document/index.js';
import { asXESError } from '../base/errors.js';
import { exists } from './exists.js';
import { analysisTarget } from './analysistarget.js';
import { relativeTo, resolveFrom } from './paths.js';

export interface ISaveAsOptions {
  contents: Contents.IManager;
  /** Shows the user why nothing was saved. */
  refuse: (error: Error) => void;
  /** Called with the path of a saved copy. */
  saved: (path: string) => void;
}

/**
 * Save As for an analysis, instead of JupyterLab's, which deletes any existing target. This one
 * refuses the name of a scan, overwrites only an analysis and only if confirmed, and deletes
 * nothing.
 * @returns whether the analysis was saved.
 */
export async function saveAnalysisAs(
  context: DocumentRegistry.Context,
  { contents, refuse, saved }: ISaveAsOptions
): Promise<boolean> {
  await context.ready;
  const drive = contents.driveName(context.path);
  const { value } = await InputDialog.getText({
    title: 'Save Analysis As…',
    text: contents.localPath(context.path),
    okLabel: 'Save'
  });
  if (!value || context.isDisposed) {
    return false;
  }
  try {
    const local = analysisTarget(value);
    const target = drive ? `${drive}:${local}` : local;
    if (target === context.path) {
      await context.save();
      return true;
    }
    if ((await exists(contents, target)) && !(await mayOverwrite(local))) {
      return false;
    }
    const content = movedText(contents, context.model.toString(), context.path, target);
    await contents.save(target, { type: 'file', format: 'text', content });
    saved(target);
    return true;
  } catch (error) {
    refuse(asXESError(error, 'file/write-failed'));
    return false;
  }
}

/** The text of an analysis adapted to another path, so that it refers to the same scans. */
export function movedText(
  contents: Contents.IManager,
  text: string,
  from: string,
  to: string
): string {
  let document;
  try {
    document = readDocument(text);
  } catch {
    return text; // an unreadable text is saved unchanged
  }
  return writeDocument(movedDocument(contents, document, from, to));
}

/** An analysis adapted to another path, so that it refers to the same scans. */
export function movedDocument(
  contents: Contents.IManager,
  document: AnalysisDocument,
  from: string,
  to: string
): AnalysisDocument {
  return withPaths(document, ({ path }) =>
    relativeTo(contents, to, resolveFrom(contents, from, path))
  );
}

async function mayOverwrite(path: string): Promise<boolean> {
  const result = await showDialog({
    title: 'Replace the analysis?',
    body: `"${PathExt.basename(path)}" already exists. Its contents will be replaced.`,
    buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: 'Replace' })]
  });
  return result.button.accept;
}
