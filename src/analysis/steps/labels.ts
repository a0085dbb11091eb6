import { XESError } from '../../base/errors.js';

/*
 * Results name nothing. In their sentences, and in cells and facts of a result of several inputs, `{0}` stands for
 * what input 0 is called. A `{0}` that the user wrote, in the name of a model say, is `{{0}}` there.
 */

/** What stands for the label of an input in sentences and tables. */
export function placeholder(input: number): string {
  return `{${input}}`;
}

/** A sentence in which nothing stands for a label. */
export function literally(sentence: string): string {
  return sentence.replace(/\{\d+\}/g, '{$&}');
}

/** A sentence with the labels of its inputs in it. */
export function withLabels(sentence: string, labels: readonly string[]): string {
  return sentence.replace(either, (whole, literal?: string, input?: string) =>
    literal === undefined ? (labels[Number(input)] ?? whole) : `{${literal}}`
  );
}

/**
 * A word of a result of several inputs with the label that it stands for. Only one that is nothing but a placeholder
 * stands for a label: others are the user's own.
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

/** What the user wrote, or what stands for a label. */
const either = /\{\{(\d+)\}\}|\{(\d+)\}/g;

/** A refusal whose sentence has placeholders; in those of all others nothing stands for a label. */
export class InputError extends XESError {}
