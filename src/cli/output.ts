import {
  closeSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { isGdaAscii } from '../formats/index.js';
import { XESError } from '../science/errors.js';

/** The mark of the HDF5 files that this program makes: value of the root's attribute `creator`. */
export const creator = 'jupyterlab-xes';

/**
 * Write a result whole or not at all, never over one of its inputs, and never over a scan.
 * @throws XESError `cli/usage`, `file/write-failed`
 */
export function writeOutput(
  path: string,
  content: string | Uint8Array,
  inputs: readonly string[]
): void {
  refuseInputs(path, inputs);
  const partial = `${path}.${process.pid}.part`;
  try {
    writeFileSync(partial, content);
    renameSync(partial, path);
  } catch (cause) {
    rmSync(partial, { force: true });
    throw writeError(path, cause);
  }
}

/** Look before the work whether its result may be written there. @throws XESError `cli/usage` */
export function refuseInputs(path: string, inputs: readonly string[]): void {
  if (inputs.some(input => isSameFile(input, path))) {
    throw new XESError(
      'cli/usage',
      `${path} is one of the inputs, which are never written. Choose another name.`
    );
  }
  if (isScan(path)) {
    throw new XESError(
      'cli/usage',
      `${path} is there already and is no result of this program, but a scan, it seems. Choose another name.`
    );
  }
}

/** What is said of a path that can't be written. */
export function writeError(path: string, cause: unknown): XESError {
  const why = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
  return new XESError(
    'file/write-failed',
    `${path} can't be written (${why}). Choose a folder that is there and has room.`,
    { cause }
  );
}

function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map(path => statSync(path, { throwIfNoEntry: false }));
  return !!one && !!other && one.ino === other.ino && one.dev === other.dev;
}

/** Whether raw data would be lost: HDF5 that is not marked as ours, or GDA's ASCII. */
function isScan(path: string): boolean {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    return false;
  }
  const head = firstBytes(path, 2 ** 20);
  return head.startsWith('\x89HDF') ? !head.includes(creator) : isGdaAscii(head);
}

/** The first bytes of a file, each as a character; empty where it can't be read. */
function firstBytes(path: string, length: number): string {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(length);
      return bytes.toString('latin1', 0, readSync(file, bytes, 0, length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
