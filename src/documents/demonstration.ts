import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import { join } from '../diagnostics/sinks/folder.js';
import { XESError } from '../base/errors.js';
import { demonstrationScan } from './demonstrationscan.js';
import { exists } from './exists.js';
import { folderOf } from './paths.js';

/**
 * Provide the demonstration scan next to an analysis: it is written unless it exists, under an
 * unused name.
 * @returns its path.
 * @throws XESError `file/write-failed`
 */
export async function demonstrationBeside(
  contents: Contents.IManager,
  analysis: string
): Promise<string> {
  const folder = folderOf(contents, analysis);
  const content = demonstrationScan();
  for (let i = 0; ; i++) {
    const path = join(folder, `xes-demonstration${i === 0 ? '' : `-${i}`}.dat`);
    if (!(await exists(contents, path))) {
      await write(contents, path, content);
      return path;
    }
    const existing = await contents.get(path, { type: 'file', format: 'text', content: true });
    if (existing.content === content) {
      return path;
    }
  }
}

async function write(contents: Contents.IManager, path: string, content: string): Promise<void> {
  try {
    await contents.save(path, { type: 'file', format: 'text', content });
  } catch (cause) {
    throw new XESError(
      'file/write-failed',
      `${PathExt.basename(path)} could not be written next to the analysis. Save the analysis in a folder that you may write to, and try again.`,
      { cause }
    );
  }
}
