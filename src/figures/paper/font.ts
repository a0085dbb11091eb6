import { fontData } from './fontdata.js';

/** Outline of a glyph, in units of the font; y upwards. */
export type Contour = readonly { readonly x: number; readonly y: number; readonly isOn: boolean }[];

/** A TrueType font. */
export interface IFont {
  /** The file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Units of its outlines per font size. */
  readonly units: number;
  readonly ascent: number;
  readonly descent: number;
  readonly box: readonly number[];
  /** 0 if it has none. @param code Unicode. */
  glyphOf(code: number): number;
  /** Distance to the next letter, units. */
  advanceOf(glyph: number): number;
  contoursOf(glyph: number): readonly Contour[];
}

let known: IFont | null = null;

/** The font of figures on paper: as wide as Helvetica and Arial, with Greek. */
export function bookFont(): IFont {
  known ??= readFont(Uint8Array.from(atob(fontData), letter => letter.charCodeAt(0)));
  return known;
}

/**
 * Read a TrueType font: its widths, its characters (from a table of format 4), and its outlines.
 */
export function readFont(bytes: Uint8Array<ArrayBuffer>): IFont {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i;
    tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), view.getUint32(at + 8));
  }
  const at = (name: string) => {
    const found = tables.get(name);
    if (found === undefined) {
      throw new Error(`The font has no table ${name}`);
    }
    return found;
  };
  const [head, hhea, hmtx, loca, glyf] = ['head', 'hhea', 'hmtx', 'loca', 'glyf'].map(at);
  const units = view.getUint16(head + 18);
  const isLong = view.getInt16(head + 50) === 1;
  const measured = view.getUint16(hhea + 34);
  const codes = charactersOf(view, at('cmap'));
  const startOf = (glyph: number) =>
    glyf + (isLong ? view.getUint32(loca + 4 * glyph) : 2 * view.getUint16(loca + 2 * glyph));
  const glyphOf = (code: number) => codes.get(code) ?? 0;
  const advanceOf = (glyph: number) => view.getUint16(hmtx + 4 * Math.min(glyph, measured - 1));
  const contoursOf = (glyph: number): readonly Contour[] =>
    startOf(glyph) === startOf(glyph + 1) ? [] : outline(view, startOf(glyph), contoursOf);
  return {
    bytes,
    units,
    ascent: view.getInt16(hhea + 4),
    descent: view.getInt16(hhea + 6),
    box: [36, 38, 40, 42].map(offset => view.getInt16(head + offset)),
    glyphOf,
    advanceOf,
    contoursOf
  };
}

function charactersOf(view: DataView, cmap: number): Map<number, number> {
  const codes = new Map<number, number>();
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const table = cmap + view.getUint32(cmap + 8 + 8 * i);
    if (view.getUint16(table) === 4) {
      readSegments(view, table, codes);
    }
  }
  return codes;
}

function readSegments(view: DataView, table: number, codes: Map<number, number>): void {
  const size = view.getUint16(table + 6); // twice the number of segments
  for (let k = 0; k < size; k += 2) {
    const last = view.getUint16(table + 14 + k);
    const first = view.getUint16(table + 16 + size + k);
    const delta = view.getUint16(table + 16 + 2 * size + k);
    const place = table + 16 + 3 * size + k;
    const offset = view.getUint16(place);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const found = offset === 0 ? code : view.getUint16(place + offset + 2 * (code - first));
      const glyph = offset !== 0 && found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph !== 0) {
        codes.set(code, glyph);
      }
    }
  }
}

function outline(
  view: DataView,
  start: number,
  contoursOf: (glyph: number) => readonly Contour[]
): readonly Contour[] {
  const count = view.getInt16(start);
  return count >= 0 ? simple(view, start, count) : composed(view, start, contoursOf);
}

/** The bits of a point's flags. */
const [onCurve, shortX, shortY, repeated, sameX, sameY] = [1, 2, 4, 8, 16, 32];

function simple(view: DataView, start: number, count: number): Contour[] {
  const ends = Array.from({ length: count }, (_, i) => view.getUint16(start + 10 + 2 * i));
  const points = (ends.at(-1) ?? -1) + 1;
  let at = start + 12 + 2 * count + view.getUint16(start + 10 + 2 * count);
  const flags: number[] = [];
  while (flags.length < points) {
    const flag = view.getUint8(at++);
    const times = flag & repeated ? 1 + view.getUint8(at++) : 1;
    for (let k = 0; k < times; k++) {
      flags.push(flag);
    }
  }
  const read = (isShort: number, isSame: number) => {
    let value = 0;
    return flags.map(flag => {
      if (flag & isShort) {
        value += (flag & isSame ? 1 : -1) * view.getUint8(at++);
      } else if (!(flag & isSame)) {
        value += view.getInt16(at);
        at += 2;
      }
      return value;
    });
  };
  const x = read(shortX, sameX);
  const y = read(shortY, sameY);
  const all = flags.map((flag, i) => ({ x: x[i], y: y[i], isOn: (flag & onCurve) !== 0 }));
  return ends.map((end, i) => all.slice(i === 0 ? 0 : ends[i - 1] + 1, end + 1));
}

/** A glyph composed of others, such as ä; in this font, components are only translated. */
function composed(
  view: DataView,
  start: number,
  contoursOf: (glyph: number) => readonly Contour[]
): Contour[] {
  const [areWords, hasScale, hasMore, hasTwo, hasFour] = [1, 8, 32, 64, 128];
  const found: Contour[] = [];
  let at = start + 10;
  for (let flags = hasMore; flags & hasMore;) {
    flags = view.getUint16(at);
    const glyph = view.getUint16(at + 2);
    const isLong = (flags & areWords) !== 0;
    const [dx, dy] = isLong
      ? [view.getInt16(at + 4), view.getInt16(at + 6)]
      : [view.getInt8(at + 4), view.getInt8(at + 5)];
    at += isLong ? 8 : 6;
    at += flags & hasScale ? 2 : flags & hasTwo ? 4 : flags & hasFour ? 8 : 0;
    found.push(
      ...contoursOf(glyph).map(contour =>
        contour.map(point => ({ ...point, x: point.x + dx, y: point.y + dy }))
      )
    );
  }
  return found;
}
