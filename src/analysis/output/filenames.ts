import { sha256Hex } from '../digest.js';

/** Bytes of a name that every file system accepts, also with an extension and a number appended. */
const maxNameBytes = 120;

/** Characters of a path below the folder of a scan. */
const maxPathLength = 180;

/** Device names of Windows, with any extension. */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/**
 * Paths of files below a folder, joined by `/`, unique on every file system: even if it ignores
 * case or the composition of letters, reserves device names or limits the length of names.
 * @param places the names along each path.
 * @param taken paths in use.
 */
export function filePaths(
  places: readonly (readonly string[])[],
  ending: string,
  taken: readonly string[]
): string[] {
  const tree = new PathTree();
  taken.forEach(path => tree.add(path));
  return places.map(place => {
    const names = shortened(place.map(safeName));
    for (let n = 1; ; n++) {
      const free = numbered(names, n).map(path => path.join('/') + ending);
      const found = free.find(path => tree.isFree(path));
      if (found !== undefined) {
        tree.add(found);
        return found;
      }
    }
  });
}

/**
 * The form in which a file system may compare names: upper case (of ß, ﬁ, µ and ς too), and
 * composed letters.
 */
export function alike(name: string): string {
  return name.normalize('NFC').toLowerCase().toUpperCase().normalize('NFC');
}

/** A name that every file system accepts. */
function safeName(name: string): string {
  return folderName(name.replace(/[<>:"/\\|?*\u0000-\u001f\u007f]/g, '_'));
}

/** The name of a file as the name of a folder, safe and short enough. */
export function folderName(name: string): string {
  const plain = name.replace(/[. ]$/, '_').replace(devices, device => `_${device}`);
  return brief(plain || '_', maxNameBytes);
}

/** Length of a name in a file system, bytes of UTF-8. */
function bytesOf(name: string): number {
  return new TextEncoder().encode(name).length;
}

/** A name of limited length, bytes: a digest replaces the rest. */
function brief(name: string, most: number): string {
  if (bytesOf(name) <= most) {
    return name;
  }
  const digest = sha256Hex(name).slice(0, 8);
  const letters = [...name];
  while (bytesOf(letters.join('')) > most - 9) {
    letters.pop();
  }
  return `${letters.join('')}~${digest}`;
}

/** A path of limited length: the first and the last name, and a digest for those between. */
function shortened(names: readonly string[]): readonly string[] {
  const whole = names.join('/');
  if (names.length < 2 || whole.length <= maxPathLength) {
    return names;
  }
  const digest = sha256Hex(whole).slice(0, 8);
  return [brief(names[0], 80), `${brief(names[names.length - 1], 60)}~${digest}`];
}

/**
 * The names with a number appended to the last, and to the first: a folder may have the name of a
 * file.
 */
function numbered(names: readonly string[], n: number): readonly string[][] {
  const end = n === 1 ? '' : `-${n}`;
  const last = names.length - 1;
  return [
    names.map((name, i) => (i === last ? name + end : name)),
    names.map((name, i) => (i === 0 ? name + end : name))
  ];
}

/** Files and their folders, by the names under which a file system may confuse them. */
class PathTree {
  isFree(path: string): boolean {
    const own = alike(path);
    return (
      !this._files.has(own) &&
      !this._folders.has(own) &&
      !foldersOf(own).some(folder => this._files.has(folder))
    );
  }

  add(path: string): void {
    const own = alike(path);
    this._files.add(own);
    foldersOf(own).forEach(folder => this._folders.add(folder));
  }

  private _files = new Set<string>();
  private _folders = new Set<string>();
}

/** The folders along a path. */
export function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, i) => names.slice(0, i + 1).join('/'));
}
