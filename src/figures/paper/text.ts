import { letterWidths } from './letterwidths.js';

/** Words of one size on one line. */
export interface IRun {
  readonly text: string;
  /** Where it begins, of the size of the text. */
  readonly x: number;
  /** How large it is, and how far above the line, of the size of the text. */
  readonly size: number;
  readonly rise: number;
  /** How wide it is, of the size of the text. */
  readonly width: number;
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';
const lowered = '₀₁₂₃₄₅₆₇₈₉₊₋';
const plain = '0123456789+−';

/** How large digits above and below the line are, and how far from it. */
const small = 0.65;
const [rise, fall] = [0.36, -0.14];

/** Words as they are drawn: digits above and below the line, which few fonts have all of, are small usual ones. */
export function runsOf(text: string): IRun[] {
  const runs: IRun[] = [];
  let x = 0;
  for (const [words, kind] of parts(text)) {
    const size = kind === 0 ? 1 : small;
    const width = size * letterWidths(words);
    runs.push({ text: words, x, size, rise: kind === 0 ? 0 : kind > 0 ? rise : fall, width });
    x += width;
  }
  return runs;
}

/** How wide words are on one line, in the unit of their size. */
export function widthOf(text: string, size: number): number {
  const last = runsOf(text).at(-1);
  return last ? size * (last.x + last.width) : 0;
}

/** Words that are no wider than that: what is left out of their middle is an ellipsis. */
export function fitted(text: string, size: number, most: number): string {
  if (widthOf(text, size) <= most) {
    return text;
  }
  const letters = [...written(text)];
  const shortened = (left: number) => {
    const end = Math.floor(left * 0.44);
    return `${letters.slice(0, left - end).join('')}…${letters.slice(letters.length - end).join('')}`;
  };
  let [fitting, next] = [1, letters.length]; // letters that are left
  while (next - fitting > 1) {
    const middle = (fitting + next) >> 1;
    if (widthOf(shortened(middle), size) <= most) {
      fitting = middle;
    } else {
      next = middle;
    }
  }
  return fitting > 1 ? shortened(fitting) : '…';
}

/** Words on as many lines as they need to be no wider than that, broken at spaces. */
export function brokenInto(text: string, size: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && widthOf(longer, size) <= most) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  return lines.map(line => fitted(line, size, most));
}

/**
 * Words in the letters that fonts have: one for each letter with its accent, which macOS writes as two, one kind of
 * space, and none of what has no shape.
 */
function written(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\t\n\v\f\r\u2028\u2029\p{Zs}]/gu, ' ')
    .replace(/[\p{Cc}\p{Bidi_Control}\u00ad\u200b\u2060-\u2064\ufeff]/gu, '');
}

/** Words apart, each with 1 for above the line, −1 for below, 0 for on it. */
function parts(text: string): [string, number][] {
  const found: [string, number][] = [];
  for (const letter of written(text)) {
    const [above, below] = [raised.indexOf(letter), lowered.indexOf(letter)];
    const kind = above >= 0 ? 1 : below >= 0 ? -1 : 0;
    const written = kind === 0 ? letter : plain[Math.max(above, below)];
    const last = found.at(-1);
    if (last?.[1] === kind) {
      last[0] += written;
    } else {
      found.push([written, kind]);
    }
  }
  return found;
}
