import { lstatSync, statSync, type BigIntStats } from 'node:fs';

/** Whether two paths lead to one file, by whatever names or links. */
export function isSameFile(a: string, b: string): boolean {
  const [one, other] = [statOf(a), statOf(b)];
  return !!one && !!other && one.ino === other.ino && one.dev === other.dev;
}

/** Where the system says this there can be nothing. */
const nowhere = ['ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EINVAL'];

/** Whether a name is taken, if only by a link that leads nowhere; also where that can't be seen. */
export function isTaken(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return !nowhere.includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

function statOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return null;
  }
}
