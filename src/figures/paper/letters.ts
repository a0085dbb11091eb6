import type { IDisplay, Item } from './display.js';
import { hasLetter } from './letterwidths.js';
import { runsOf } from './text.js';

/** All that is written. */
export function textsOf(items: readonly Item[]): string[] {
  return items.flatMap(item =>
    item.kind === 'text' ? [item.text] : item.kind === 'clip' ? textsOf(item.items) : []
  );
}

/** Whether the font has all letters of words. */
export function isDrawable(text: string): boolean {
  return runsOf(text).every(run => [...run.text].every(hasLetter));
}

/**
 * What PDF and PNG can't show of a page, in words: they have a box in the place of letters that their font lacks.
 * Null where it lacks none.
 */
export function missingLetters({ items }: IDisplay): string | null {
  const letters = textsOf(items).flatMap(text => runsOf(text).flatMap(run => [...run.text]));
  const missing = [...new Set(letters.filter(letter => !hasLetter(letter)))];
  const most = 10;
  const named = missing.slice(0, most).join(' ') + (missing.length > most ? ' …' : '');
  return missing.length === 0
    ? null
    : `The font of PDF and PNG lacks letters, which are boxes there: ${named} Save the figure as SVG, which is drawn with the fonts of the machine, or change the labels.`;
}
