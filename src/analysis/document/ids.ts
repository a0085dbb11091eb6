import type { AnalysisDocument, Id } from './types.js';

/** The id that stands for all scans of a document that are no references. */
export const scansId = 'scans';

/** Longest id, characters. */
const longest = 64;

/** What an id looks like; `scans` looks like one too, and is none. */
export const idPattern = '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$';

const pattern = new RegExp(idPattern);

/** Whether a scan or a step can have it as its id. */
export function isId(value: unknown): value is Id {
  return typeof value === 'string' && pattern.test(value) && value !== scansId;
}

/** All ids that a document has given, and the one it can't give. */
export function takenIds({ scans, steps }: Pick<AnalysisDocument, 'scans' | 'steps'>): Set<Id> {
  return new Set([scansId, ...scans.map(({ id }) => id), ...steps.map(({ id }) => id)]);
}

/** A free id: the stem with the first number that is above all others of that stem. @param stem such as `s`, `cut-`. */
export function nextId(taken: ReadonlySet<Id>, stem: string): Id {
  return idsAfter(taken, stem)();
}

/** Gives free ids, one after the other, each once. @param taken looked at each time: it may grow meanwhile. */
export function idsAfter(taken: ReadonlySet<Id>, stem: string): () => Id {
  const start = stemOf(stem);
  let last = 0;
  for (const id of taken) {
    const number = id.startsWith(start) ? id.slice(start.length) : '';
    if (/^[1-9]\d{0,8}$/.test(number)) {
      last = Math.max(last, Number(number));
    }
  }
  return () => {
    do {
      last++;
    } while (taken.has(`${start}${last}`));
    return `${start}${last}`;
  };
}

/** A stem of ids of a step: its name and a dash. */
export function stepStem(step: string): string {
  return `${step}-`;
}

/** What an id can begin with: letters, digits, `-`, `_` and `.`, and short enough for a number. */
function stemOf(stem: string): string {
  const clean = stem.replace(/[^\w.-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return clean.slice(0, longest - 12) || 'x';
}
