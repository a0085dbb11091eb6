import type { Failure } from '../../analysis/steps/part.js';

/** What is wrong with what is said of a file, or is not said of it. */
const askable: ReadonlySet<string> = new Set([
  'scan/columns-unknown',
  'scan/entry-missing',
  'scan/shape-mismatch',
  'scan/no-energy',
  'scan/no-intensity'
]);

/** Whether a scan that can't be read for this reason may be, once a person has said what its file holds. */
export function isAskable(code: string): boolean {
  return askable.has(code);
}

/** A sentence without what it lists for the command line: the dialog has that. */
export function saidBesideDialog({ code, message }: Failure): string {
  return code === 'scan/columns-unknown'
    ? message
        .replace(/\. They are .* Say which is what: --columns .*$/s, '.')
        .replace(/ Or say which of its \d+ arrays .* is what: --columns .*$/s, '')
    : message;
}
