import type { Contents } from '@jupyterlab/services';
import { XESError } from '../science/errors.js';
import { emptyDocument, serialise, type ViewState } from '../analysis/index.js';

/** Make `Untitled.xes.json` in a folder, numbered where that is taken. @returns its path. */
export async function newAnalysis(
  contents: Contents.IManager,
  cwd: string,
  view: Partial<ViewState>
): Promise<string> {
  const folder = await listing(contents, cwd);
  const taken = new Set((folder.content as Contents.IModel[]).map(({ name }) => name));
  let name = 'Untitled.xes.json';
  for (let i = 1; taken.has(name); i++) {
    name = `Untitled${i}.xes.json`;
  }
  const path = cwd && !cwd.endsWith(':') ? `${cwd}/${name}` : cwd + name;
  const content = serialise(emptyDocument(view));
  await contents.save(path, { type: 'file', format: 'text', content });
  return path;
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
