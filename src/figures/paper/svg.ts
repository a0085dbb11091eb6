import { base64 } from '../../base/bytes.js';
import type { IAbout } from './about.js';
import type { IDisplay, IImage, IPixels, Item } from './display.js';
import { lengthText as number } from './lengthtext.js';
import { textsOf } from './letters.js';
import { pngOf } from './png.js';
import { element, measuredFamily, svgElements, writable, type ISvgElement } from './svgelements.js';

export interface ISvgOptions {
  /** The font of its text; if absent, one with the measured widths. */
  readonly font?: string;
  readonly about?: IAbout;
}

/** A figure as SVG, with its raster images embedded. */
export async function svgOf(display: IDisplay, options: ISvgOptions = {}): Promise<string> {
  const { width, height, items } = display;
  const pixels = imagesOf(items).map(image => image.pixels);
  const urls = await Promise.all(
    pixels.map(async pixel => `data:image/png;base64,${base64(await pngOf(pixel))}`)
  );
  const images = new Map<IPixels, string>(pixels.map((pixel, i) => [pixel, urls[i]]));
  const { font = measuredFamily } = options;
  const name = digest(JSON.stringify([width, height, items.length, textsOf(items)]));
  const elements = svgElements(items, {
    imageOf: entry => images.get(entry) ?? '',
    prefix: `xes-${name}`,
    isMeasured: font === measuredFamily
  });
  return `${textOf(rootOf(display, font, options.about, elements))}\n`;
}

function rootOf(
  { width, height, ground }: IDisplay,
  font: string,
  about: IAbout | undefined,
  elements: readonly ISvgElement[]
): ISvgElement {
  const [wide, tall] = [number(width), number(height)];
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width: `${wide}pt`,
    height: `${tall}pt`,
    viewBox: `0 0 ${wide} ${tall}`,
    'font-family': font
  };
  return element('svg', attributes, [
    ...(about
      ? [
          element('title', {}, [writable(about.title)]),
          element('desc', {}, [writable(about.lines.join('\n'))])
        ]
      : []),
    ...(ground === null ? [] : [element('rect', { width: wide, height: tall, fill: ground })]),
    ...elements
  ]);
}

/** An element without text has each child on a line of its own. */
function textOf({ name, attributes, children }: ISvgElement): string {
  const start = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`)
  ].join(' ');
  if (children.length === 0) {
    return `<${start}/>`;
  }
  const between = name === 'svg' || name === 'g' ? '\n' : '';
  const inside = children.map(child =>
    typeof child === 'string' ? escaped(child) : textOf(child)
  );
  return [`<${start}>`, ...inside, `</${name}>`].join(between);
}

function imagesOf(items: readonly Item[]): IImage[] {
  return items.flatMap(item =>
    item.kind === 'image' ? [item] : item.kind === 'clip' ? imagesOf(item.items) : []
  );
}

/** Escape text of any origin for XML. */
function escaped(words: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return writable(words).replace(/[&<>"]/g, sign => signs[sign]);
}

/** A short name derived from a text (FNV-1a). */
function digest(words: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) {
    hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
