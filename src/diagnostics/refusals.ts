import { codeOf } from './report.js';

/** Rooms whose codes tell of the data or of what was asked for; all others tell of a fault of ours. */
const rooms = /^(?:file|filter|scan|cut|fit|analysis|command|cli)\/[a-z\d-]+$/;

/**
 * Whether an error is a state with a sentence and no crash: a bad file, a cut without points, a
 * scan that is not written. Known by its code; what has none is a fault.
 */
export function isRefusal(error: unknown): boolean {
  return rooms.test(codeOf(error) ?? '');
}

/**
 * Whether it only answers what a person asked for, such as to copy a table where there is none: the answer is shown, and
 * tells nothing of the data, so that it is no warning in a log beside them.
 */
export function isAnswer(error: unknown): boolean {
  return /^(?:command|cut)\/[a-z\d-]+$/.test(codeOf(error) ?? '');
}
