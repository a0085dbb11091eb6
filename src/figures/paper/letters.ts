import type { IDisplay, Item } from './display.js';
import { hasLetter } from './letterwidths.js';
import { runsOf } from './text.js';

/** All text of some items. */
export function textsOf(items: readonly Item[]): string[] {
  return items.flatMap(item =>
    item.kind === 'text' ? [item.text] : item.kind === 'clip' ? textsOf(item.items) : []
  );
}

/** Whether the font has all letters of a text. */
export function isDrawable(text: string): boolean {
  return runsOf(text).every(run => [...run.text].every(hasLetter));
}

/**
 * The letters of a page that PDF and PNG can't show, as a sentence: their font lacks them, and a
 * box is drawn instead. Null if none are missing.
 */
export function missingLetters({ items }: IDisplay): string | null {
  const letters = textsOf(items).flatMap(text => runsOf(text).flatMap(run => [...run.text]));
  const missing = [...new Set(letters.filter(letter => !hasLetter(letter)))];
  const most = 10;
  const named = missing.slice(0, most).join(' ') + (missing.length > most ? ' …' : '');
  return missing.length === 0
    ? null
    : `The font of PDF and PNG files lacks some letters, which appear as boxes: ${named} Save the figure as SVG, which uses the fonts of your computer, or change the labels.`;
}
