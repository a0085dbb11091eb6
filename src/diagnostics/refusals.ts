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
