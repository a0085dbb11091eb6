import { colorOf } from './color.js';
import {
  outlineOf,
  type IClip,
  type IImage,
  type IPath,
  type IPixels,
  type IText,
  type Item
} from './display.js';
import { lengthText as number } from './lengthtext.js';
import { isDrawable } from './letters.js';
import { runsOf } from './text.js';

/** An SVG element: serialised to a file, or turned into nodes of the page. */
export interface ISvgElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements, and text. */
  readonly children: readonly (ISvgElement | string)[];
}

export interface ISvgContext {
  /** URL of the pixels of an image. */
  readonly imageOf: (pixels: IPixels) => string;
  /** Prefix of its ids: several figures may be on the same page. */
  readonly prefix: string;
  /** Whether its text has the measured widths. */
  readonly isMeasured: boolean;
}

/** Fonts with the widths of the one used for measuring. */
export const measuredFamily = "Helvetica, Arial, 'Liberation Sans', sans-serif";

/** The items as SVG elements. */
export function svgElements(items: readonly Item[], context: ISvgContext): ISvgElement[] {
  return elementsOf(items, { ...context, clips: 0 });
}

type Context = ISvgContext & { clips: number };

export function element(
  name: string,
  attributes: ISvgElement['attributes'],
  children: ISvgElement['children'] = []
): ISvgElement {
  return { name, attributes, children };
}

/** An empty item has no element. */
function elementsOf(items: readonly Item[], context: Context): ISvgElement[] {
  return items.flatMap(item => {
    switch (item.kind) {
      case 'path':
        return pathElement(item);
      case 'dots':
        return [dotsElement(item.at, strokeOf(item))];
      case 'image':
        return [imageElement(item, context)];
      case 'clip':
        return clipElements(item, context);
      case 'text':
        return [wordsElement(item, context)];
    }
  });
}

function pathElement(item: IPath): ISvgElement[] {
  const d = pathOf(item.lines, item.isClosed === true);
  const dash: Attributes = item.dash
    ? { 'stroke-dasharray': item.dash.map(value => number(value)).join(' ') }
    : {};
  return d === ''
    ? []
    : [element('path', { d, ...strokeOf(item), ...dash, 'stroke-linejoin': 'round' })];
}

type Attributes = Record<string, string>;

function strokeOf(item: {
  fill?: string;
  stroke?: string;
  width?: number;
  opacity?: number;
}): Attributes {
  const { fill, stroke, width = 1, opacity = 1 } = item;
  return {
    ...paint('fill', fill),
    ...(stroke === undefined ? {} : { ...paint('stroke', stroke), 'stroke-width': number(width) }),
    ...(opacity < 1 ? { opacity: number(opacity) } : {})
  };
}

/** Colour and opacity as separate attributes: not every program reads a combined value. */
function paint(what: 'fill' | 'stroke', color: string | undefined): Attributes {
  if (color === undefined || !/^(rgba?\(|#[\da-f]{8}$)/i.test(color)) {
    return { [what]: color ?? 'none' };
  }
  const [red, green, blue, alpha] = colorOf(color);
  const hex = [red, green, blue]
    .map(value => Math.round(value).toString(16).padStart(2, '0'))
    .join('');
  return { [what]: `#${hex}`, ...(alpha < 1 ? { [`${what}-opacity`]: number(alpha) } : {}) };
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

function dotsElement(at: readonly number[], style: Attributes): ISvgElement {
  const dots: ISvgElement[] = [];
  for (let i = 0; i < at.length; i += 3) {
    const [cx, cy, r] = [at[i], at[i + 1], at[i + 2]].map(value => number(value));
    dots.push(element('circle', { cx, cy, r }));
  }
  return element('g', style, dots);
}

function imageElement({ x, y, width, height, pixels }: IImage, { imageOf }: Context): ISvgElement {
  const place = Object.entries({ x, y, width, height }).map(([name, value]) => [
    name,
    number(value)
  ]);
  return element('image', {
    ...(Object.fromEntries(place) as Attributes),
    preserveAspectRatio: 'none',
    style: 'image-rendering:pixelated',
    href: imageOf(pixels)
  });
}

function clipElements(clip: IClip, context: Context): ISvgElement[] {
  const id = `${context.prefix}-${++context.clips}`;
  const outline = element('path', { d: pathOf([outlineOf(clip)], true) });
  return [
    element('clipPath', { id }, [outline]),
    element('g', { 'clip-path': `url(#${id})` }, elementsOf(clip.items, context))
  ];
}

function wordsElement(item: IText, { isMeasured }: Context): ISvgElement {
  const { text, x, y, anchor, size, color, angle = 0, rim } = item;
  const runs = runsOf(text);
  let below = 0;
  const words = runs.map(run => {
    const dy = below - run.rise * size; // a shift also applies to the following runs
    below = run.rise * size;
    const attributes = { dy: number(dy), 'font-size': number(run.size * size) };
    const letters = writable(run.text);
    return run.size === 1 && dy === 0 ? letters : element('tspan', attributes, [letters]);
  });
  const turn = `rotate(${number(angle)} ${number(x)} ${number(y)})`;
  const on = rim === undefined ? {} : paint('stroke', rim);
  // if none of its fonts is available, another must not be wider; unless the widths of some letters
  // are unknown
  const last = runs.at(-1);
  const isFitted = last && isMeasured && isDrawable(text);
  return element(
    'text',
    {
      x: number(x),
      y: number(y),
      'font-size': number(size),
      'text-anchor': anchor,
      ...paint('fill', color),
      ...(isFitted
        ? { textLength: number(size * (last.x + last.width)), lengthAdjust: 'spacingAndGlyphs' }
        : {}),
      ...(angle === 0 ? {} : { transform: turn }),
      ...on,
      ...(rim === undefined
        ? {}
        : {
            'stroke-width': number(size / 4),
            'stroke-linejoin': 'round',
            'paint-order': 'stroke'
          }),
      'xml:space': 'preserve'
    },
    words
  );
}

/** Remove characters that are invalid in XML. */
export function writable(words: string): string {
  return [...words]
    .filter(
      letter => !/^[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]$/.test(letter)
    )
    .join('');
}
