import type { Contents } from '@jupyterlab/services';
import { ensureFolder, join } from '../diagnostics/sinks/folder.js';
import { XESError } from '../base/errors.js';
import { exists } from './exists.js';
import { folderOf } from './paths.js';

/** Their folder next to the analysis, where they also write their results. */
const folderName = 'xes-examples';

/**
 * Provide the example notebooks next to an analysis: each is written only if it does not exist, so
 * that the user's changes stay.
 * @param sources addresses of the notebooks by their names, in order.
 * @returns the path of the first.
 * @throws XESError `examples/missing`, `file/write-failed`
 */
export async function examplesBeside(
  contents: Contents.IManager,
  analysis: string,
  sources: ReadonlyMap<string, () => URL>
): Promise<string> {
  const folder = join(folderOf(contents, analysis), folderName);
  const paths = [...sources.keys()].map(name => join(folder, `${name}.ipynb`));
  for (const [i, address] of [...sources.values()].entries()) {
    if (!(await exists(contents, paths[i]))) {
      await write(contents, folder, paths[i], await fetched(address()));
    }
  }
  return paths[0];
}

async function fetched(address: URL): Promise<unknown> {
  try {
    const response = await fetch(address);
    if (!response.ok) {
      throw new Error(`${response.status} ${address.href}`);
    }
    return await response.json();
  } catch (cause) {
    throw new XESError(
      'examples/missing',
      'The example notebooks could not be loaded from the server. Reload the page, which helps after an update of the extension, and try again.',
      { cause }
    );
  }
}

async function write(
  contents: Contents.IManager,
  folder: string,
  path: string,
  content: unknown
): Promise<void> {
  try {
    await ensureFolder(contents, folder);
    await contents.save(path, { type: 'notebook', format: 'json', content });
  } catch (cause) {
    throw new XESError(
      'file/write-failed',
      'The example notebooks could not be written next to the analysis. Save the analysis in a folder that you may write to, and try again.',
      { cause }
    );
  }
}
