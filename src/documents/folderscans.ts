import type { Contents } from '@jupyterlab/services';
import { maxEntries } from '../analysis/document/index.js';
import { XESError } from '../base/errors.js';
import { isReadablePath } from './pathkinds.js';
import { join } from '../diagnostics/sinks/folder.js';

/** Files of a folder that can be added to an analysis. */
export interface FolderListing {
  folder: string;
  /** In natural order. */
  names: readonly string[];
}

/** List a folder; no file is read. @throws XESError `file/not-found` */
export async function listFolder(
  contents: Contents.IManager,
  folder: string
): Promise<FolderListing> {
  let model: Contents.IModel;
  try {
    model = await contents.get(folder, { type: 'directory', content: true });
  } catch (cause) {
    throw new XESError(
      'file/not-found',
      `The folder ${folder || '/'} can't be opened. Choose another.`,
      { cause }
    );
  }
  const files = (model.content as Contents.IModel[]).filter(({ type }) => type !== 'directory');
  const names = files.map(({ name }) => name).filter(isReadablePath);
  const order = new Intl.Collator(undefined, { numeric: true });
  return { folder, names: names.sort(order.compare) };
}

/**
 * Paths of a folder's files whose names match: `*` is any text, `?` any character, ignoring case;
 * several patterns are separated by commas. An empty pattern matches every file.
 */
export function matchingPaths({ folder, names }: FolderListing, pattern: string): string[] {
  const patterns = pattern
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
  const isMatch = (name: string) =>
    patterns.length === 0 ||
    patterns.some(pattern => matches(pattern.toLowerCase(), name.toLowerCase()));
  return names.filter(isMatch).map(name => join(folder, name));
}

/** @throws XESError `analysis/too-large` for more scans than an analysis can hold. */
export function requireFew(paths: readonly string[]): void {
  if (paths.length > maxEntries.scans) {
    throw new XESError(
      'analysis/too-large',
      `${paths.length} files match, and an analysis holds ${maxEntries.scans} scans at the most. Say a narrower pattern.`
    );
  }
}

/**
 * Whether a name matches a pattern, in a time that grows with the product of their lengths at most.
 */
function matches(pattern: string, name: string): boolean {
  let [p, n, star, mark] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = n;
    } else if (pattern[p] === '?' || pattern[p] === name[n]) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') {
    p++;
  }
  return p === pattern.length;
}
