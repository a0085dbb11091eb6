import { inflateSync } from 'node:zlib';
import type { IDisplay, Item } from '../../../../src/figures/paper/display';
import { figureFile } from '../../../../src/figures/paper/file';
import type { FigureFormat } from '../../../../src/figures/paper/formats';
import { bookFont } from '../../../../src/figures/paper/font';
import { hasLetter, letterWidths } from '../../../../src/figures/paper/letterwidths';
import { missingLetters } from '../../../../src/figures/paper/letters';
import { isOwnFigure } from '../../../../src/figures/paper/ownmark';
import { rasterised } from '../../../../src/figures/paper/rasterise';
import { centimetre, requirePixels } from '../../../../src/figures/paper/size';
import { svgOf } from '../../../../src/figures/paper/svg';
import { wrapped, fitted, widthOf } from '../../../../src/figures/paper/text';

/** Parses XML like a browser. */
const { JSDOM } = jest.requireActual<{ JSDOM: new () => { window: typeof globalThis } }>('jsdom');

const hostile = '<script>alert(1)</script> & "x" \u0001 Ω−₁⁻²';

function displayOf(items: readonly Item[]): IDisplay {
  return { width: 72, height: 36, ground: '#ffffff', items };
}

const words: Item = {
  kind: 'text',
  text: hostile,
  x: 10,
  y: 20,
  anchor: 'start',
  size: 8,
  color: '#000000'
};
const pixels = { width: 2, height: 1, data: new Uint8ClampedArray([255, 0, 0, 255, 0, 0, 255, 0]) };
const picture: Item = { kind: 'image', x: 0, y: 0, width: 20, height: 10, pixels };
const about = {
  title: hostile,
  lines: ['made by: jupyterlab-xes 0.1.0', `command: jupyterlab-xes figure ${hostile}`]
};

function made(format: FigureFormat, items: readonly Item[] = [words, picture], metadata = about) {
  return figureFile(displayOf(items), { format, dpi: 72, about: metadata });
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

describe('a figure as SVG', () => {
  it('is XML in which text is text, whatever it contains', async () => {
    const text = new TextDecoder().decode(await made('svg'));
    const { documentElement: svg } = new new JSDOM().window.DOMParser().parseFromString(
      text,
      'image/svg+xml'
    );
    expect(svg.querySelector('parsererror')).toBeNull();
    expect(svg.querySelectorAll('script')).toHaveLength(0);
    expect(svg.querySelector('title')?.textContent).toBe(hostile.replace('\u0001', ''));
    expect(svg.querySelector('desc')?.textContent).toContain(
      'command: jupyterlab-xes figure <script>'
    );
    expect(svg.querySelector('text')?.textContent).toBe(
      '<script>alert(1)</script> & "x"  Ω−1−2' // digits above and below the line are small ones
    );
    expect(svg.querySelector('image')?.getAttribute('href')).toMatch(/^data:image\/png;base64,/);
    expect([svg.getAttribute('width'), svg.getAttribute('viewBox')]).toEqual(['72pt', '0 0 72 36']);
  });

  it('clips by names that are unique on a page', async () => {
    const clip = (text: string): Item => ({
      kind: 'clip',
      x: 0,
      y: 0,
      width: 5,
      height: 5,
      items: [{ ...words, text }]
    });
    const [one, other] = await Promise.all(
      ['a', 'b'].map(text => svgOf(displayOf([clip(text), clip(text)])))
    );
    const idsOf = (text: string) =>
      [...text.matchAll(/<clipPath id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set([...idsOf(one), ...idsOf(other)]).size).toBe(4);
    idsOf(one).forEach(id => expect(one).toContain(`url(#${id})`));
  });

  it('escapes font names', async () => {
    const text = await svgOf(displayOf([]), { font: '"><script>' });
    expect(text).not.toContain('<script>');
  });
});

describe('a figure as PDF', () => {
  it('has each object at its listed offset, and its text with its glyphs', async () => {
    const bytes = await made('pdf');
    const text = latin1(bytes);
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    expect(text.slice(start, start + 4)).toBe('xref');
    const rows = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)];
    expect(rows.length).toBeGreaterThan(8);
    rows.forEach(([, at], i) => {
      expect(text.slice(Number(at)).startsWith(`${i + 1} 0 obj\n`)).toBe(true);
    });
    const streams = [...text.matchAll(/\/Length (\d+) >>\nstream\n/g)].map(match => {
      const from = match.index + match[0].length;
      return inflateSync(bytes.slice(from, from + Number(match[1]))).toString('latin1');
    });
    const letters = streams.find(stream => stream.includes('begincmap')) ?? '';
    for (const letter of ['<', 'Ω', '−']) {
      const code = letter.charCodeAt(0).toString(16).padStart(4, '0');
      expect(letters).toMatch(new RegExp(`<[0-9a-f]{4}> <${code}>`));
    }
    expect(text).toContain('/MediaBox [0 0 72.000 36.000]');
    expect(text).toContain('/FontFile2');
  });
});

describe('a figure as pixels', () => {
  it('has the requested size and colours', async () => {
    const png = Buffer.from(await made('png', []));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([72, 36]);
    const at = png.indexOf('pHYs');
    expect(png.readUInt32BE(at + 4)).toBe(2835); // 72 pixels an inch
    expect(png.includes('Description')).toBe(true);
  });

  it('covers the given area, with partial coverage at its edges', () => {
    const half: Item = {
      kind: 'path',
      lines: [[2, 2, 4.5, 2, 4.5, 4, 2, 4]],
      isClosed: true,
      fill: '#000000'
    };
    const clip: Item = { kind: 'clip', x: 0, y: 0, width: 72, height: 3, items: [half] };
    const { data, width } = rasterised(displayOf([clip]), 72);
    const red = (x: number, y: number) => data[4 * (y * width + x)];
    expect([red(1, 2), red(2, 2), red(3, 2), red(5, 2), red(2, 3)]).toEqual([255, 0, 0, 255, 255]);
    expect(Math.abs(red(4, 2) - 127.5)).toBeLessThan(2);
  });

  it('draws lines of the given width, separate dashes, and pictures to the pixel', () => {
    const line: Item = { kind: 'path', lines: [[0, 10, 72, 10]], stroke: '#000000', width: 2 };
    const dashed: Item = { ...line, lines: [[0, 20, 72, 20]], dash: [4, 4] };
    const { data, width } = rasterised(displayOf([line, dashed, { ...picture, y: 25 }]), 72);
    const red = (x: number, y: number) => data[4 * (y * width + x)];
    expect([8, 9, 10, 11].map(y => red(40, y))).toEqual([255, 0, 0, 255]);
    expect([1, 5, 9, 13].map(x => red(x, 20))).toEqual([0, 255, 0, 255]);
    const color = (x: number, y: number) => [
      ...data.slice(4 * (y * width + x), 4 * (y * width + x) + 3)
    ];
    expect([color(5, 30), color(15, 30)]).toEqual([
      [255, 0, 0],
      [255, 255, 255] // the translucent part
    ]);
  });

  it('writes letters at their positions', () => {
    const { data, width } = rasterised(
      displayOf([{ ...words, text: 'I', size: 20, x: 30, y: 30 }]),
      72
    );
    const ink: [number, number][] = [];
    for (let i = 0; i < data.length / 4; i++) {
      if (data[4 * i] < 128) {
        ink.push([i % width, Math.floor(i / width)]);
      }
    }
    const [x, y] = [0, 1].map(axis => ink.map(place => place[axis]));
    expect(Math.min(...x)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...x)).toBeLessThan(30 + widthOf('I', 20));
    expect([Math.min(...y), Math.max(...y)]).toEqual([16, 29]); // as tall as a capital letter
  });
});

describe('a figure that may be overwritten', () => {
  it.each(['svg', 'pdf', 'png'] as const)('is one of ours as it was written: %s', async format => {
    const own = latin1(await made(format));
    expect(isOwnFigure(own)).toBe(true);
    expect(isOwnFigure(`${own}%%EOF\n`)).toBe(false);
    expect(isOwnFigure(own.slice(0, -3))).toBe(false);
  });

  it.each(['svg', 'pdf', 'png'] as const)('is not one changed by hand: %s', async format => {
    const own = latin1(await made(format));
    // another letter of the same length anywhere, as from an edited colour, label or pixel
    for (const part of [0.3, 0.5, 0.8]) {
      const at = Math.floor(own.length * part);
      const letter = own[at] === 'a' ? 'b' : 'a';
      expect(isOwnFigure(own.slice(0, at) + letter + own.slice(at + 1))).toBe(false);
    }
    expect(isOwnFigure(own)).toBe(true);
  });

  it.each(['svg', 'pdf', 'png'] as const)(
    'is not one saved by the viewer, whose path the user chose: %s',
    async format => {
      const [maker] = about.lines;
      const lines = [maker, 'source: jupyterlab-xes', 'step: a: b {"command: jupyterlab-xes ":1}'];
      expect(isOwnFigure(latin1(await made(format, [], { ...about, lines })))).toBe(false);
    }
  );

  it('is not one of another program', async () => {
    const own = latin1(await made('svg'));
    expect(isOwnFigure(`<?xml version="1.0"?>\n${own}`)).toBe(false);
    expect(isOwnFigure(own.replace('made by: jupyterlab-xes', 'made by: others'))).toBe(false);
    expect(isOwnFigure('')).toBe(false);
  });
});

describe('letters missing from the font', () => {
  const missingIn = (text: string) => missingLetters(displayOf([{ ...words, text }]));

  it('are reported; what macOS writes as two letters, and spaces of all kinds, are not', () => {
    expect(missingIn('Probe 中, ZnO, 中文')).toMatch(
      /appear as boxes: 中 文 Save the figure as SVG/
    );
    expect(missingIn('Lo\u0308sung 5\u2009K,\u202f300\u00a0mA\u200b Ω−₁⁻²')).toBeNull();
    expect(widthOf('Lo\u0308sung 5\u2009K', 10)).toBeCloseTo(widthOf('Lösung 5 K', 10), 9);
  });

  it('have the width of whichever font draws them in an SVG', async () => {
    const svg = (text: string) => svgOf(displayOf([{ ...words, text }]));
    expect(await svg('Lo\u0308sung')).toMatch(/textLength="[\d.]+" .*>Lösung</);
    expect(await svg('中')).not.toContain('textLength');
  });
});

describe('a figure of too many pixels', () => {
  it('is refused, with the highest possible resolution', async () => {
    const large = { ...displayOf([]), width: 100 * centimetre, height: 50 * centimetre };
    const file = (dpi: number) => figureFile(large, { format: 'png', dpi, about });
    await expect(file(1200)).rejects.toMatchObject({
      code: 'figure/too-large',
      message: expect.stringMatching(
        /^A figure of 100 × 50 cm has 1116 million pixels .* use at most 278 pixels per inch/
      ) as string
    });
    expect(() => requirePixels(large, 278)).not.toThrow();
    expect(() => requirePixels(large, 279)).toThrow();
    expect(() => requirePixels({ width: NaN, height: 1 }, 72)).toThrow();
  });
});

describe('text that fits', () => {
  it('is as wide as in Helvetica', () => {
    expect(widthOf('Intensity', 1000)).toBeCloseTo(
      278 + 556 + 278 + 556 + 556 + 500 + 222 + 278 + 500,
      -1
    );
  });

  it('is broken at spaces, and has an ellipsis if that is not enough', () => {
    expect(wrapped('Energy transfer Δ = Ω − ω (eV)', 11, 80)).toEqual([
      'Energy transfer',
      'Δ = Ω − ω (eV)'
    ]);
    expect(fitted('short', 10, 100)).toBe('short');
    const long = fitted('a label of a hundred characters', 10, 60);
    expect(long).toContain('…');
    expect(widthOf(long, 10)).toBeLessThanOrEqual(60);
    expect(fitted('wide', 10, 1)).toBe('…');
  });
});

it('measures every letter as wide as in the font, and knows which exist', () => {
  const { glyphOf, advanceOf, units } = bookFont();
  const [known, ofFont] = [[], []] as [unknown[], unknown[]];
  for (let code = 0; code < 0xd800; code++) {
    const letter = String.fromCharCode(code);
    const glyph = glyphOf(code);
    known.push([code, hasLetter(letter), letterWidths(letter)]);
    ofFont.push([code, glyph !== 0, advanceOf(glyph) / units]);
  }
  expect(known).toEqual(ofFont);
});
