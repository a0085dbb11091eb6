import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { XESError } from '../science/errors.js';

/**
 * Write a result whole or not at all, and never over one of its inputs.
 * @throws XESError `cli/usage`, `file/write-failed`
 */
export function writeOutput(path: string, text: string, inputs: readonly string[]): void {
  if (inputs.some(input => isSameFile(input, path))) {
    throw new XESError(
      'cli/usage',
      `${path} is the scan itself, which is never written. Choose another name.`
    );
  }
  const partial = `${path}.${process.pid}.part`;
  try {
    writeFileSync(partial, text);
    renameSync(partial, path);
  } catch (cause) {
    rmSync(partial, { force: true });
    const why = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new XESError(
      'file/write-failed',
      `${path} can't be written (${why}). Choose a folder that is there and has room.`,
      { cause }
    );
  }
}

function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map(path => statSync(path, { throwIfNoEntry: false }));
  return !!one && !!other && one.ino === other.ino && one.dev === other.dev;
}
