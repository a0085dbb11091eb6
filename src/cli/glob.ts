import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { XESError } from '../science/errors.js';

/**
 * The files that words name: a word that is the name of a file is that file, one with `*`, `?` or
 * `[…]` is a pattern, `**` any folders. For shells that do not expand them, and for quoted patterns.
 * Numbers in names sort as numbers; the same file named twice is taken once.
 * @throws XESError `file/not-found` for a pattern that no file matches.
 */
export function expand(words: readonly string[]): string[] {
  const found = words.flatMap(word => {
    if (!/[*?[]/.test(word) || statSync(word, { throwIfNoEntry: false })) {
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
  return [...new Map(found.map(file => [path.resolve(file), file])).values()];
}

/** Files that match a pattern, in the order a person counts in. */
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
  if (!/[*?[]/.test(part)) {
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

function entries(folder: string): string[] {
  try {
    return readdirSync(folder || '.');
  } catch {
    return []; // a folder that may not be read has nothing that matches
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

/** One part of a pattern as a regular expression over a whole name. */
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
