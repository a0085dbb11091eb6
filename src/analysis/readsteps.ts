import type { ResultDigest, StepEntry } from './document.js';
import { invalid, object } from './invalid.js';

/** The id that stands for the scans of the document themselves. */
export const scansId = 'scans';

const idPattern = /^[A-Za-z0-9][\w.-]{0,63}$/;

/**
 * The steps of a document. A step that is not known here is kept as it is, so that saving does not lose
 * it; what it needs is checked when it is run.
 * @throws XESError `analysis/invalid` for ids that are none, are given twice, or come later.
 */
export function readSteps(values: readonly unknown[]): StepEntry[] {
  const known = new Set([scansId]);
  return values.map(value => {
    const entry = readStep(value);
    const unknown = entry.from?.find(id => !known.has(id));
    if (unknown !== undefined) {
      throw invalid(`step "${entry.id}" works on "${unknown}", which is no step before it`);
    }
    if (known.has(entry.id)) {
      throw invalid(`the step id "${entry.id}" is given twice`);
    }
    known.add(entry.id);
    return entry;
  });
}

function readStep(value: unknown): StepEntry {
  const { id, step, from, parameters } = object(value, 'a step');
  if (typeof id !== 'string' || !idPattern.test(id)) {
    throw invalid('a step needs an "id" of letters, digits, "-", "_" and "."');
  }
  if (typeof step !== 'string' || step === '') {
    throw invalid(`step "${id}" does not say which "step" it is`);
  }
  if (from !== undefined && !isListOfText(from)) {
    throw invalid(`"from" of step "${id}" is no list of ids`);
  }
  const repeated = from?.find((one, i) => from.indexOf(one) !== i);
  if (repeated !== undefined) {
    throw invalid(`"from" of step "${id}" names "${repeated}" twice`);
  }
  const told = object(parameters ?? {}, `"parameters" of step "${id}"`);
  return { id, step, ...(from ? { from: [...from] } : {}), parameters: told };
}

/** @throws XESError `analysis/invalid` */
export function readResult(value: unknown): ResultDigest {
  const { step, name, kind, points, sha256 } = object(value, 'a result');
  const isKnown = kind === 'map' || kind === 'spectrum' || kind === 'table';
  const isCount = typeof points === 'number' && Number.isSafeInteger(points) && points >= 0;
  const isDigest = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
  if (typeof step !== 'string' || typeof name !== 'string' || !isKnown || !isCount || !isDigest) {
    throw invalid('a result needs "step", "name", "kind", "points" and "sha256"');
  }
  return { step, name, kind, points, sha256 };
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every(one => typeof one === 'string');
}
