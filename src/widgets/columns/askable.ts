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

/** What the command line would be given, to the end of its sentence: others may follow, of schemas that are wrong. */
const example = String.raw`--columns (?:'(?:[^']|'\\'')*'|\S+)\.(?= |$)`;

const listed = new RegExp(`\\. They are .* Say which is what: ${example}`, 's');

/** What else can be done with a file of no known layout, and the arrays that are listed for the command line. */
const orElse = new RegExp(
  `( Open it with a general viewer, or save [^.]*\\.)? Or say which of its \\d+ arrays .* is what: ${example}`,
  's'
);

/** A sentence without what it lists for the command line, or says to do instead: the dialog has the arrays. */
export function saidBesideDialog({ code, message }: Failure): string {
  return code === 'scan/columns-unknown'
    ? message.replace(listed, '.').replace(orElse, ' Say which of its arrays is what.')
    : message;
}
