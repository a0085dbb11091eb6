import type { Contents } from '@jupyterlab/services';
import { emptyDocument, serialise, type ViewState } from '../analysis/index.js';

/** Make `Untitled.xes.json` in a folder, numbered where that is taken. @returns its path. */
export async function newAnalysis(
  contents: Contents.IManager,
  cwd: string,
  view: Partial<ViewState>
): Promise<string> {
  const folder = await contents.get(cwd);
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
