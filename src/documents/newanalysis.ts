import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import { join } from '../diagnostics/sinks/folder.js';
import { XESError } from '../base/errors.js';
import { removeEmpty } from './removeempty.js';
import {
  emptyDocument,
  writeDocument,
  type AnalysisDocument,
  type MapView
} from '../analysis/document/index.js';

/**
 * Create `Untitled.xes.json` in a folder, numbered if that exists.
 * @param map preferences for the view of maps.
 * @returns its path.
 */
export async function newAnalysis(
  contents: Contents.IManager,
  cwd: string,
  map: Partial<MapView>
): Promise<string> {
  const folder = await listing(contents, cwd);
  const taken = new Set((folder.content as Contents.IModel[]).map(({ name }) => name));
  let name = 'Untitled.xes.json';
  for (let i = 1; taken.has(name); i++) {
    name = `Untitled${i}.xes.json`;
  }
  const path = join(cwd, name);
  await writeAnalysis(contents, path, emptyDocument(map));
  return path;
}

/**
 * Write an analysis to a file; on failure no empty file is left.
 * @throws XESError `file/write-failed`
 */
export async function writeAnalysis(
  contents: Contents.IManager,
  path: string,
  document: AnalysisDocument
): Promise<void> {
  const content = writeDocument(document);
  try {
    await contents.save(path, { type: 'file', format: 'text', content });
  } catch (cause) {
    await removeEmpty(contents, path);
    const name = PathExt.basename(path);
    throw new XESError(
      'file/write-failed',
      `${name} could not be written. Is the disk full? Free some space, or choose another folder.`,
      { cause }
    );
  }
}

async function listing(contents: Contents.IManager, cwd: string): Promise<Contents.IModel> {
  try {
    return await contents.get(cwd);
  } catch (cause) {
    throw new XESError(
      'file/not-found',
      `The folder ${cwd || '/'} can't be opened. Choose another in the file browser.`,
      { cause }
    );
  }
}
