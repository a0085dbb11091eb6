import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import { XESError } from '../base/errors.js';
import { exists } from './exists.js';
import { removeEmpty } from './removeempty.js';

/**
 * Write a text next to an analysis, as `NAME-mine.xes.json`, numbered if that exists.
 * @returns its path.
 * @throws XESError `file/write-failed`
 */
export async function writeBeside(
  contents: Contents.IManager,
  path: string,
  content: string
): Promise<string> {
  const stem = path.replace(/(\.xes)?\.json$/i, '');
  let target = `${stem}-mine.xes.json`;
  try {
    for (let i = 2; await exists(contents, target); i++) {
      target = `${stem}-mine-${i}.xes.json`;
    }
    await contents.save(target, { type: 'file', format: 'text', content });
    return target;
  } catch (cause) {
    await removeEmpty(contents, target);
    throw new XESError(
      'file/write-failed',
      `${PathExt.basename(target)} could not be written, so nothing was changed. Try again, or save the analysis under another name.`,
      { cause }
    );
  }
}
