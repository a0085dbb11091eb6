import { colorOf } from './color.js';
import {
  outlineOf,
  type IDisplay,
  type IDots,
  type IPath,
  type IPixels,
  type IText,
  type Item
} from './display.js';
import { codeOf } from './codeof.js';
import { bookFont } from './font.js';
import { lengthText as number } from './lengthtext.js';
import { hex } from './pdffont.js';
import { wordsPlace } from './wordsplace.js';

/** Content of a page of a PDF file. */
export interface IPdfContent {
  /** The operators. */
  text: string;
  /** Images named by it: `/I0` and so on. */
  images: IPixels[];
  /** Opacities named by it: `/A0` and so on. */
  alphas: number[];
  /** All letters written. */
  letters: Set<string>;
}

/** For circles of four curves: distance of the control points, relative to the radius. */
const handle = 0.5523;

export function contentOf({ width, height, ground, items }: IDisplay): IPdfContent {
  const content: IPdfContent = { text: '', images: [], alphas: [], letters: new Set() };
  const page = { x: 0, y: 0, width, height };
  const below: Item[] =
    ground === null
      ? []
      : [{ kind: 'path', lines: [outlineOf(page)], isClosed: true, fill: ground }];
  const words = [...below, ...items].map(item => itemText(item, content));
  // y points downwards here
  content.text = [`1 0 0 -1 0 ${number(height)} cm`, ...words].join('\n');
  return content;
}

function itemText(item: Item, content: IPdfContent): string {
  switch (item.kind) {
    case 'path': {
      const { lines, isClosed, dash } = item;
      const dashes = dash ? `[${dash.map(value => number(value)).join(' ')}] 0 d ` : '';
      const place = lines.map(line => lineText(line, isClosed === true)).join('');
      return painted(item, `${dashes}1 j `, place, content);
    }
    case 'dots':
      return painted(item, '', circles(item.at), content);
    case 'image': {
      const { x, y, width, height, pixels } = item;
      const index = content.images.push(pixels) - 1;
      const place = [width, 0, 0, -height, x, y + height].map(value => number(value)).join(' ');
      return `q ${place} cm /I${index} Do Q`;
    }
    case 'clip': {
      const inside = item.items.map(entry => itemText(entry, content)).join('\n');
      return `q ${lineText(outlineOf(item), true)}W n\n${inside}\nQ`;
    }
    case 'text':
      return wordsText(item, content);
  }
}

/** A path with its colours: filled first, then stroked. */
function painted(
  { fill, stroke, width = 1, opacity = 1 }: IPath | IDots,
  style: string,
  place: string,
  content: IPdfContent
): string {
  if (place === '') {
    return '';
  }
  const filled = fill === undefined ? '' : `${paint(fill, 'rg', opacity, content)}${place}f `;
  const stroked =
    stroke === undefined
      ? ''
      : `${paint(stroke, 'RG', opacity, content)}${number(width)} w ${style}${place}S `;
  return `q ${filled}${stroked}Q`;
}

function paint(
  color: string,
  operator: 'rg' | 'RG',
  opacity: number,
  content: IPdfContent
): string {
  const [red, green, blue, alpha] = colorOf(color);
  const seen = Number((alpha * opacity).toFixed(3));
  const known = content.alphas.indexOf(seen);
  const index = known < 0 ? content.alphas.push(seen) - 1 : known;
  const parts = [red, green, blue].map(part => number(part / 255));
  return `/A${index} gs ${parts.join(' ')} ${operator} `;
}

function lineText(line: readonly number[], isClosed: boolean): string {
  let path = '';
  for (let i = 0; i + 1 < line.length; i += 2) {
    path += `${number(line[i])} ${number(line[i + 1])} ${i === 0 ? 'm' : 'l'} `;
  }
  return path === '' || !isClosed ? path : `${path}h `;
}

function circles(at: readonly number[]): string {
  let path = '';
  for (let i = 0; i < at.length; i += 3) {
    const [x, y, r] = [at[i], at[i + 1], at[i + 2]];
    const k = handle * r;
    const quarters = [
      [x + r, y + k, x + k, y + r, x, y + r],
      [x - k, y + r, x - r, y + k, x - r, y],
      [x - r, y - k, x - k, y - r, x, y - r],
      [x + k, y - r, x + r, y - k, x + r, y]
    ];
    path += `${number(x + r)} ${number(y)} m ${quarters.map(quarter => `${quarter.map(value => number(value)).join(' ')} c `).join('')}`;
  }
  return path;
}

function wordsText(item: IText, content: IPdfContent): string {
  const { size, color, rim } = item;
  const font = bookFont();
  const { runs, cos, sin, place } = wordsPlace(item);
  const words = runs.map(run => {
    const letters = [...run.text];
    letters.forEach(letter => content.letters.add(letter));
    const matrix = [cos, sin, sin, -cos, ...place(run.x, run.rise)];
    const glyphs = letters.map(letter => hex(font.glyphOf(codeOf(letter)))).join('');
    // directions need more digits than lengths
    return `/F1 ${number(size * run.size)} Tf ${matrix.map(value => number(value, 5)).join(' ')} Tm <${glyphs}> Tj`;
  });
  const all = words.join(' ');
  const on =
    rim === undefined
      ? ''
      : `${paint(rim, 'RG', 1, content)}${number(size / 4)} w 1 j 1 Tr ${all} 0 Tr `;
  return `q BT ${on}${paint(color, 'rg', 1, content)}${all} ET Q`;
}
