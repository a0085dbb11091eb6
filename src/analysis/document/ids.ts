import type { AnalysisDocument, Id } from './types.js';

/** The id that refers to all scans of a document except references. */
export const scansId = 'scans';

/** Longest id, characters. */
const maxLength = 64;

/** Pattern of ids; `scans` matches too but is reserved. */
export const idPattern = '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$';

const pattern = new RegExp(idPattern);

/** Whether a value is valid as the id of a scan or a step. */
export function isId(value: unknown): value is Id {
  return typeof value === 'string' && pattern.test(value) && value !== scansId;
}

/** All ids in use in a document, and the reserved one. */
export function takenIds({ scans, steps }: Pick<AnalysisDocument, 'scans' | 'steps'>): Set<Id> {
  return new Set([scansId, ...scans.map(({ id }) => id), ...steps.map(({ id }) => id)]);
}

/**
 * An unused id: the stem with one more than its highest number in use.
 * @param stem such as `s`, `cut-`.
 */
export function nextId(taken: ReadonlySet<Id>, stem: string): Id {
  return idsAfter(taken, stem)();
}

/**
 * Returns unused ids, a new one at each call.
 * @param taken read at each call: it may grow meanwhile.
 */
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

/**
 * The part of a text that is valid at the start of an id: letters, digits, `-`, `_` and `.`, short
 * enough for a number to follow.
 */
function stemOf(stem: string): string {
  const clean = stem.replace(/[^\w.-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return clean.slice(0, maxLength - 12) || 'x';
}
