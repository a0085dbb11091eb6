import type { ScanEntry } from './document/types.js';

type Named = Pick<ScanEntry, 'path' | 'label' | 'entry'>;

const known = new WeakMap<readonly Named[], ReadonlyMap<string, readonly string[]>>();

/**
 * The title of a scan in lists: its label, else its file name. Among files of one name, with the
 * extension or the folders that distinguish them; among scans of one file, with the entry.
 * @param scans all scans of the document.
 */
export function scanTitle(scan: Named, scans: readonly Named[]): string {
  const { label, path, entry } = scan;
  if (label !== undefined) {
    return label;
  }
  const same = sameNamed(scans).get(nameOf(path)) ?? [];
  const paths = [...new Set(same)];
  const name = namesApart(paths)[paths.indexOf(path)] ?? nameOf(path);
  const isOfOne = entry !== undefined && same.filter(item => item === path).length > 1;
  return isOfOne ? `${name} ${entry}` : name;
}

/** Paths of unlabelled scans, by file name. */
function sameNamed(scans: readonly Named[]): ReadonlyMap<string, readonly string[]> {
  const before = known.get(scans);
  if (before) {
    return before;
  }
  const paths = new Map<string, string[]>();
  for (const { label, path } of scans) {
    if (label === undefined) {
      const name = nameOf(path);
      const same = paths.get(name);
      if (same) {
        same.push(path);
      } else {
        paths.set(name, [path]);
      }
    }
  }
  known.set(scans, paths);
  return paths;
}

/**
 * The shortest names that distinguish paths: with the extension, or else as few folders as needed.
 */
export function namesApart(paths: readonly string[]): string[] {
  const apart = (name: (path: string) => string) => {
    const names = paths.map(name);
    return new Set(names).size === new Set(paths).size ? names : null;
  };
  const deepest = Math.max(0, ...paths.map(path => path.split('/').length));
  let found = apart(nameOf) ?? apart(path => lastOf(path, 1));
  for (let count = 2; !found && count <= deepest; count++) {
    found = apart(path => withoutEnding(lastOf(path, count))) ?? apart(path => lastOf(path, count));
  }
  return found ?? [...paths];
}

/** `279517` of `scans/279517.nxs`, without folder and extension. */
export function nameOf(path: string): string {
  return withoutEnding(lastOf(path, 1));
}

function lastOf(path: string, count: number): string {
  return path.split('/').slice(-count).join('/');
}

/** A name that consists of an extension only is returned unchanged. */
function withoutEnding(path: string): string {
  return path.replace(/([^/])\.[^./]*$/, '$1');
}
