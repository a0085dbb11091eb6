import { base64 } from '../../base/bytes.js';
import type { IAbout } from './about.js';
import { colorOf } from './color.js';
import {
  outlineOf,
  type IClip,
  type IDisplay,
  type IImage,
  type IPath,
  type IPixels,
  type IText,
  type Item
} from './display.js';
import { lengthText as number } from './lengthtext.js';
import { isDrawable, textsOf } from './letters.js';
import { pngOf } from './png.js';
import { runsOf } from './text.js';

/** Fonts as wide as the one that the words were measured in. */
const family = "Helvetica, Arial, 'Liberation Sans', sans-serif";

export interface ISvgOptions {
  /** The font of its words; absent: one as wide as they were measured. */
  readonly font?: string;
  readonly about?: IAbout;
}

/** A figure as SVG, with its pixels inside. */
export async function svgOf(display: IDisplay, options: ISvgOptions = {}): Promise<string> {
  const pixels = imagesOf(display.items).map(image => image.pixels);
  const urls = await Promise.all(
    pixels.map(async one => `data:image/png;base64,${base64(await pngOf(one))}`)
  );
  return svgText(display, new Map(pixels.map((one, i) => [one, urls[i]])), options);
}

/** The same where the addresses of its pixels are known. */
export function svgText(
  { width, height, ground, items }: IDisplay,
  images: ReadonlyMap<IPixels, string>,
  { font = family, about }: ISvgOptions = {}
): string {
  const size = `${number(width)} ${number(height)}`;
  const name = digest(JSON.stringify([width, height, items.length, textsOf(items)]));
  const context: IContext = {
    images,
    prefix: `xes-${name}`,
    clips: 0,
    isMeasured: font === family
  };
  const body = textOf(items, context);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}pt" height="${number(height)}pt" viewBox="0 0 ${size}" font-family="${escaped(font)}">`,
    ...(about
      ? [
          `<title>${escaped(about.title)}</title>`,
          `<desc>${escaped(about.lines.join('\n'))}</desc>`
        ]
      : []),
    ...(ground === null
      ? []
      : [`<rect width="${number(width)}" height="${number(height)}" fill="${escaped(ground)}"/>`]),
    body,
    '</svg>',
    ''
  ].join('\n');
}

interface IContext {
  images: ReadonlyMap<IPixels, string>;
  /** What its names begin with: several figures may stand on one page. */
  prefix: string;
  clips: number;
  /** Whether its words are as wide as they were measured. */
  isMeasured: boolean;
}

/** What is empty has no text. */
function textOf(items: readonly Item[], context: IContext): string {
  return items
    .map(item => itemText(item, context))
    .filter(text => text !== '')
    .join('\n');
}

function itemText(item: Item, context: IContext): string {
  switch (item.kind) {
    case 'path':
      return pathText(item);
    case 'dots':
      return dotsText(item.at, strokeOf(item));
    case 'image':
      return imageText(item, context);
    case 'clip':
      return clipText(item, context);
    case 'text':
      return wordsText(item, context);
  }
}

function pathText(item: IPath): string {
  const place = pathOf(item.lines, item.isClosed === true);
  const dash = item.dash
    ? ` stroke-dasharray="${item.dash.map(one => number(one)).join(' ')}"`
    : '';
  return place === '' ? '' : `<path d="${place}"${strokeOf(item)}${dash} stroke-linejoin="round"/>`;
}

function strokeOf(item: {
  fill?: string;
  stroke?: string;
  width?: number;
  opacity?: number;
}): string {
  const { fill, stroke, width = 1, opacity = 1 } = item;
  return [
    ` ${paint('fill', fill)}`,
    stroke === undefined ? '' : ` ${paint('stroke', stroke)} stroke-width="${number(width)}"`,
    opacity < 1 ? ` opacity="${number(opacity)}"` : ''
  ].join('');
}

/** Colours with what shines through apart: not every program reads them as one. */
function paint(what: 'fill' | 'stroke', color: string | undefined): string {
  if (color === undefined) {
    return `${what}="none"`;
  }
  if (!/^(rgba?\(|#[\da-f]{8}$)/i.test(color)) {
    return `${what}="${escaped(color)}"`;
  }
  const [red, green, blue, alpha] = colorOf(color);
  const hex = [red, green, blue].map(one => Math.round(one).toString(16).padStart(2, '0')).join('');
  return `${what}="#${hex}"${alpha < 1 ? ` ${what}-opacity="${number(alpha)}"` : ''}`;
}

function pathOf(lines: readonly (readonly number[])[], isClosed: boolean): string {
  return lines
    .map(line => {
      let path = '';
      for (let i = 0; i + 1 < line.length; i += 2) {
        path += `${i === 0 ? 'M' : 'L'}${number(line[i])} ${number(line[i + 1])}`;
      }
      return path + (isClosed && path !== '' ? 'Z' : '');
    })
    .join('');
}

function dotsText(at: readonly number[], style: string): string {
  const dots: string[] = [];
  for (let i = 0; i < at.length; i += 3) {
    const [x, y, radius] = [at[i], at[i + 1], at[i + 2]].map(one => number(one));
    dots.push(`<circle cx="${x}" cy="${y}" r="${radius}"/>`);
  }
  return `<g${style}>${dots.join('')}</g>`;
}

function imageText({ x, y, width, height, pixels }: IImage, { images }: IContext): string {
  const place = Object.entries({ x, y, width, height }).map(
    ([name, value]) => `${name}="${number(value)}"`
  );
  return `<image ${place.join(' ')} preserveAspectRatio="none" style="image-rendering:pixelated" href="${escaped(images.get(pixels) ?? '')}"/>`;
}

function clipText(clip: IClip, context: IContext): string {
  const id = `${context.prefix}-${++context.clips}`;
  const inside = textOf(clip.items, context);
  return `<clipPath id="${id}"><path d="${pathOf([outlineOf(clip)], true)}"/></clipPath>\n<g clip-path="url(#${id})">\n${inside}\n</g>`;
}

function wordsText(item: IText, { isMeasured }: IContext): string {
  const { text, x, y, anchor, size, color, angle = 0, rim } = item;
  const runs = runsOf(text);
  let below = 0;
  const words = runs.map(run => {
    const dy = below - run.rise * size; // a shift stays until the next
    below = run.rise * size;
    return run.size === 1 && dy === 0
      ? escaped(run.text)
      : `<tspan dy="${number(dy)}" font-size="${number(run.size * size)}">${escaped(run.text)}</tspan>`;
  });
  const turn = angle === 0 ? '' : ` transform="rotate(${number(angle)} ${number(x)} ${number(y)})"`;
  const on =
    rim === undefined
      ? ''
      : ` ${paint('stroke', rim)} stroke-width="${number(size / 4)}" stroke-linejoin="round" paint-order="stroke"`;
  // where none of its fonts is there, another must not be wider; of letters that no width is known of it may
  const last = runs.at(-1);
  const width =
    last && isMeasured && isDrawable(text)
      ? ` textLength="${number(size * (last.x + last.width))}" lengthAdjust="spacingAndGlyphs"`
      : '';
  return `<text x="${number(x)}" y="${number(y)}" font-size="${number(size)}" text-anchor="${anchor}" ${paint('fill', color)}${width}${turn}${on} xml:space="preserve">${words.join('')}</text>`;
}

function imagesOf(items: readonly Item[]): IImage[] {
  return items.flatMap(item =>
    item.kind === 'image' ? [item] : item.kind === 'clip' ? imagesOf(item.items) : []
  );
}

/** Words of any origin in XML: what has no place in it at all is left out. */
export function escaped(words: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return [...words]
    .filter(
      letter => !/^[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]$/.test(letter)
    )
    .join('')
    .replace(/[&<>"]/g, sign => signs[sign]);
}

/** A short name for some words (FNV-1a). */
function digest(words: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) {
    hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
