import { XESError } from '../../base/errors.js';

/*
 * Results contain no names. In their sentences, and in cells and facts of a result of several
 * inputs, `{0}` is a placeholder for the label of input 0. A `{0}` written by the user, say in the
 * name of a model, is escaped as `{{0}}`.
 */

/** The placeholder for the label of an input in sentences and tables. */
export function placeholder(input: number): string {
  return `{${input}}`;
}

/** A sentence without placeholders, escaped. */
export function literally(sentence: string): string {
  return sentence.replace(/\{\d+\}/g, '{$&}');
}

/** A sentence with placeholders replaced by labels. */
export function withLabels(sentence: string, labels: readonly string[]): string {
  return sentence.replace(either, (whole, literal?: string, input?: string) =>
    literal === undefined ? (labels[Number(input)] ?? whole) : `{${literal}}`
  );
}

/**
 * A word of a result of several inputs with its label. Only a word that is nothing but a
 * placeholder is replaced: others are the user's own.
 */
export function wordWithLabel(word: string, labels: readonly string[]): string {
  return /^\{\d+\}$/.test(word) ? withLabels(word, labels) : word;
}

/** A sentence about input 0 as one about the input at another index. */
export function aboutInput(sentence: string, index: number): string {
  return sentence.replace(either, (whole, literal?: string) =>
    literal === undefined ? placeholder(index) : whole
  );
}

/** An escaped sequence, or a placeholder. */
const either = /\{\{(\d+)\}\}|\{(\d+)\}/g;

/** An error whose message has placeholders; the messages of other errors have none. */
export class InputError extends XESError {}
