import { letterWidths } from './letterwidths.js';

/** A piece of text of the same size on a line. */
export interface IRun {
  readonly text: string;
  /** Its start, relative to the font size. */
  readonly x: number;
  /** Its size, and its height above the baseline, relative to the font size. */
  readonly size: number;
  readonly rise: number;
  /** Its width, relative to the font size. */
  readonly width: number;
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';
const lowered = '₀₁₂₃₄₅₆₇₈₉₊₋';
const plain = '0123456789+−';

/** Size of superscripts and subscripts, and their shift. */
const small = 0.65;
const [rise, fall] = [0.36, -0.14];

/**
 * Split text into runs: superscript and subscript digits, which few fonts have completely, become
 * small normal digits.
 */
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

/** Width of a text on one line, in the unit of its font size. */
export function widthOf(text: string, size: number): number {
  const last = runsOf(text).at(-1);
  return last ? size * (last.x + last.width) : 0;
}

/** Shorten text to a width, with an ellipsis in its middle. */
export function fitted(text: string, size: number, most: number): string {
  if (widthOf(text, size) <= most) {
    return text;
  }
  const letters = [...written(text)];
  const shortened = (left: number) => {
    const end = Math.floor(left * 0.44);
    return `${letters.slice(0, left - end).join('')}…${letters.slice(letters.length - end).join('')}`;
  };
  let [fitting, next] = [1, letters.length]; // number of remaining letters
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

/** Break text at spaces into as many lines as needed for a width. */
export function wrapped(text: string, size: number, most: number): string[] {
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
 * Normalise text to the letters that fonts have: composed accents, which macOS writes as two
 * characters, a single kind of space, and no invisible characters.
 */
function written(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\t\n\v\f\r\u2028\u2029\p{Zs}]/gu, ' ')
    .replace(/[\p{Cc}\p{Bidi_Control}\u00ad\u200b\u2060-\u2064\ufeff]/gu, '');
}

/** Pieces of a text, each with 1 for superscript, −1 for subscript, 0 for neither. */
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
