import type { ScanEntry } from './document/types.js';

type Named = Pick<ScanEntry, 'path' | 'label' | 'entry'>;

const known = new WeakMap<readonly Named[], ReadonlyMap<string, readonly string[]>>();

/**
 * What a list calls a scan: its label, else the name of its file. Where several files have one name it has its ending, or
 * the folders that tell it from them; where several scans are of one file, which of them it is.
 * @param scans all of the document.
 */
export function scanTitle(scan: Named, scans: readonly Named[]): string {
  const { label, path, entry } = scan;
  if (label !== undefined) {
    return label;
  }
  const same = sameNamed(scans).get(nameOf(path)) ?? [];
  const paths = [...new Set(same)];
  const name = namesApart(paths)[paths.indexOf(path)] ?? nameOf(path);
  const isOfOne = entry !== undefined && same.filter(one => one === path).length > 1;
  return isOfOne ? `${name} ${entry}` : name;
}

/** The paths of scans without a label, by the names of their files. */
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

/** The shortest names that tell paths apart: with the ending, else with as few folders as that needs. */
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

/** `279517` of `scans/279517.nxs`, without folder and ending. */
export function nameOf(path: string): string {
  return withoutEnding(lastOf(path, 1));
}

function lastOf(path: string, count: number): string {
  return path.split('/').slice(-count).join('/');
}

/** A name that is nothing but an ending stays. */
function withoutEnding(path: string): string {
  return path.replace(/([^/])\.[^./]*$/, '$1');
}
