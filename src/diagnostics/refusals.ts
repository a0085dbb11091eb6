import { codeOf } from './report.js';

/** Codes about the data or the request; all others mean a bug. */
const refusals = /^(?:file|filter|scan|cut|fit|analysis|command|cli)\/[a-z\d-]+$/;

/**
 * Whether an error is an expected refusal, not a crash: a bad file, a cut without points, a scan
 * that must not be written. Decided by its code; an error without a code is a bug.
 */
export function isRefusal(error: unknown): boolean {
  return refusals.test(codeOf(error) ?? '');
}

/**
 * Whether an error only answers a user's command, for example to copy a table when there is none.
 * It is shown, but says nothing about the data, so it is not logged as a warning.
 */
export function isAnswer(error: unknown): boolean {
  return /^(?:command|cut)\/[a-z\d-]+$/.test(codeOf(error) ?? '');
}
