/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
export type RGBA = readonly [number, number, number, number];

const names: Readonly<Record<string, RGBA>> = {
  white: [255, 255, 255, 1],
  black: [0, 0, 0, 1],
  none: [0, 0, 0, 0],
  transparent: [0, 0, 0, 0]
};

/**
 * Parse a colour of a figure: `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)`, `rgba(…)`; anything else is
 * black.
 */
export function colorOf(text: string): RGBA {
  const word = text.trim().toLowerCase();
  const hex = /^#([\da-f]{3,8})$/.exec(word)?.[1];
  if (hex !== undefined) {
    const digits = hex.length < 6 ? [...hex].map(digit => digit + digit).join('') : hex;
    const [red, green, blue, alpha] = (digits.match(/../g) ?? []).map(pair => parseInt(pair, 16));
    return [red, green, blue, (alpha ?? 255) / 255];
  }
  const parts =
    /^rgba?\(([^)]*)\)$/
      .exec(word)?.[1]
      .split(/[\s,/]+/)
      .map(Number) ?? [];
  const [red, green, blue, alpha = 1] = parts;
  const isKnown = parts.length >= 3 && parts.every(Number.isFinite);
  return isKnown ? [red, green, blue, alpha] : (names[word] ?? names.black);
}
