import { XESError } from '../base/errors.js';

/** A scan of a file that holds several. */
export interface EntryListing {
  name: string;
  /** Title or scan command; empty if there is none. */
  title: string;
}

/** Most names listed in a sentence. */
const mostNamed = 20;

/** The names of entries for a sentence. */
export function entryNames(names: readonly string[]): string {
  return names.slice(0, mostNamed).join(', ') + (names.length > mostNamed ? ', …' : '');
}

/** The error for an entry that a file does not have. */
export function entryMissing(wanted: string, names: readonly string[]): XESError {
  const content =
    names.length === 0
      ? 'It has no entries at all'
      : names.length === 1
        ? `It has one: ${names[0]}`
        : `It has ${names.length}: ${entryNames(names)}`;
  return new XESError(
    'scan/entry-missing',
    `This file has no entry "${wanted}". ${content}. Choose one of its own, or none to have the one that opens by itself.`
  );
}

/**
 * Names in numerical order, if they differ in their numbers only: 2.1 before 10.1. Others are in
 * stored order.
 */
export function countedOrder(names: readonly string[]): string[] {
  const form = (name: string) => name.replace(/\d+/g, '#');
  const isCounted = names.every(name => form(name) === form(names[0]));
  return isCounted ? [...names].sort(byNumbers) : [...names];
}

function byNumbers(one: string, other: string): number {
  const numbers = (name: string) => (name.match(/\d+/g) ?? []).map(Number);
  const [a, b] = [numbers(one), numbers(other)];
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}
