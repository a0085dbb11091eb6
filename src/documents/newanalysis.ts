import type { Contents } from '@jupyterlab/services';
import { join } from '../diagnostics/sinks/folder.js';
import { XESError } from '../base/errors.js';
import { emptyDocument, writeDocument, type MapView } from '../analysis/document/index.js';

/**
 * Make `Untitled.xes.json` in a folder, numbered where that is taken.
 * @param map preferences for the view of maps. @returns its path.
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
  const content = writeDocument(emptyDocument(map));
  try {
    await contents.save(path, { type: 'file', format: 'text', content });
  } catch (cause) {
    await removeEmpty(contents, path);
    throw new XESError(
      'file/write-failed',
      `${name} could not be written. Is the disk full? Free some space, or choose another folder.`,
      { cause }
    );
  }
  return path;
}

/** What a write that failed has left, and nothing else: a file that is still empty. */
async function removeEmpty(contents: Contents.IManager, path: string): Promise<void> {
  try {
    const { size, type } = await contents.get(path, { content: false });
    if (type === 'file' && size === 0) {
      await contents.delete(path);
    }
  } catch {
    // there is none, or the server can't be asked: the reason why it was not written is said
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
