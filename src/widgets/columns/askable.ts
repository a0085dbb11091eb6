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

/** What else can be done with a file of no known layout, and the arrays that are listed for the command line. */
const orElse =
  /( Open it with a general viewer, or save [^.]*\.)? Or say which of its \d+ arrays .* is what: --columns .*$/s;

/** A sentence without what it lists for the command line, or says to do instead: the dialog has the arrays. */
export function saidBesideDialog({ code, message }: Failure): string {
  return code === 'scan/columns-unknown'
    ? message
        .replace(/\. They are .* Say which is what: --columns .*$/s, '.')
        .replace(orElse, ' Say which of its arrays is what.')
    : message;
}
