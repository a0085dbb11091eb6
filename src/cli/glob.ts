import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { StepWarning } from '../analysis/steps/index.js';
import { XESError } from '../base/errors.js';

/**
 * Expand words to files: the name of an existing file is that file, a word with `*`, `?` or `[…]`
 * is a pattern, `**` any folders; parts that are names of existing folders are taken literally. For
 * shells that do not expand patterns, and for quoted ones. tinyglobby's patterns are unsuitable:
 * parentheses, braces, `!` and `\` have a meaning in them, but occur in names of scans and in
 * Windows paths. Numbers in names sort numerically; a file given twice is used once, with a
 * warning.
 * @param warn called with files that are given twice.
 * @throws XESError `file/not-found` for a pattern without matches.
 */
export function expand(
  words: readonly string[],
  warn: (warning: StepWarning) => void = () => undefined
): string[] {
  const found = words.flatMap(word => {
    if (!/[*?[]/.test(word) || isThere(word)) {
      return [word];
    }
    const matches = matching(word);
    if (matches.length === 0) {
      throw new XESError(
        'file/not-found',
        `No file matches "${word}". Check the folder and the pattern.`
      );
    }
    return matches;
  });
  const once = new Map<string, string>();
  const again = new Set<string>();
  for (const file of found) {
    const place = path.resolve(file);
    if (once.has(place)) {
      again.add(file);
    }
    once.set(place, once.get(place) ?? file);
  }
  if (again.size > 0) {
    warn(repeated([...again]));
  }
  return [...once.values()];
}

function repeated(files: readonly string[]): StepWarning {
  const [first] = files;
  const are = files.length === 1 ? `${first} is` : `${files.length} files (${first}, …) are`;
  return {
    code: 'file/named-twice',
    message: `${are} named more than once, and taken once.`
  };
}

/** Files that match a pattern, in natural order. */
export function matching(pattern: string): string[] {
  const isAbsolute = path.isAbsolute(pattern);
  const root = path.parse(pattern).root;
  const parts = pattern
    .slice(root.length)
    .split(/[\\/]/)
    .filter(part => part !== '');
  const found: string[] = [];
  walk(isAbsolute ? root : '', parts, found);
  const order = new Intl.Collator('en', { numeric: true });
  return [...new Set(found)].sort((a, b) => order.compare(a, b));
}

function walk(folder: string, [part, ...rest]: string[], found: string[]): void {
  if (part === undefined) {
    return;
  }
  if (part === '**') {
    walk(folder, rest, found);
    folders(folder).forEach(name => walk(path.join(folder, name), ['**', ...rest], found));
    return;
  }
  if (!/[*?[]/.test(part) || isThere(path.join(folder, part))) {
    step(path.join(folder, part), rest, found);
    return;
  }
  const pattern = expression(part);
  entries(folder)
    .filter(name => pattern.test(name) && (part.startsWith('.') || !name.startsWith('.')))
    .forEach(name => step(path.join(folder, name), rest, found));
}

function step(place: string, rest: string[], found: string[]): void {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (rest.length > 0 && stat?.isDirectory()) {
    walk(place, rest, found);
  } else if (rest.length === 0 && stat?.isFile()) {
    found.push(place);
  }
}

function isThere(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false }) !== undefined;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder || '.');
  } catch {
    return []; // a folder that can't be read has no matches
  }
}

function folders(folder: string): string[] {
  try {
    return readdirSync(folder || '.', { withFileTypes: true })
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

/** One part of a pattern as a regular expression for a whole name. */
function expression(part: string): RegExp {
  const source = part.replace(/\[!?[^\]]*\]|[*?]|[^*?[]+|\[/g, token => {
    if (token === '*') {
      return '.*';
    }
    if (token === '?') {
      return '.';
    }
    if (token.startsWith('[') && token.endsWith(']') && token.length > 2) {
      return token.replace(/\\/g, '\\\\').replace(/^\[!/, '[^');
    }
    return token.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    return /^$(?!)/; // a class such as [z-a] matches nothing
  }
}
