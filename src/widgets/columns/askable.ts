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

/** A sentence without what it lists for the command line: the dialog has that. */
export function saidBesideDialog({ code, message }: Failure): string {
  return code === 'scan/columns-unknown'
    ? message
        .replace(new RegExp(`\\. They are .* Say which is what: ${example}`, 's'), '.')
        .replace(new RegExp(` Or say which of its \\d+ arrays .* is what: ${example}`, 's'), '')
    : message;
}
