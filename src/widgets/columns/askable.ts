import type { Failure } from '../../analysis/steps/part.js';

/** Errors about what is specified for a file, or is missing from that. */
const askable: ReadonlySet<string> = new Set([
  'scan/columns-unknown',
  'scan/entry-missing',
  'scan/shape-mismatch',
  'scan/no-energy',
  'scan/no-intensity'
]);

/**
 * Whether a scan that can't be read for this reason may become readable once the user has assigned
 * its arrays.
 */
export function isAskable(code: string): boolean {
  return askable.has(code);
}

/**
 * The command-line example, to the end of its sentence: examples for invalid schemas may follow.
 */
const example = String.raw`--columns (?:'(?:[^']|'\\'')*'|\S+)\.(?= |$)`;

const listed = new RegExp(`\\. They are .* Say which is what: ${example}`, 's');

/** Other remedies for a file of unknown layout, and the arrays listed for the command line. */
const orElse = new RegExp(
  `( Open it with a general viewer, or save [^.]*\\.)? Or say which of its \\d+ arrays .* is what: ${example}`,
  's'
);

/** A sentence without its lists and advice for the command line: the dialog shows the arrays. */
export function messageForDialog({ code, message }: Failure): string {
  return code === 'scan/columns-unknown'
    ? message.replace(listed, '.').replace(orElse, ' Choose what each of its arrays is.')
    : message;
}
