import { colorMaps } from '../analysis/document/types.js';

type ColorMapName = (typeof colorMaps)[number];

/** Anchors of perceptually uniform maps (matplotlib's viridis, cividis, magma), dark to bright. */
const anchors: Record<ColorMapName, readonly string[]> = {
  viridis: [
    '440154',
    '482878',
    '3e4a89',
    '31688e',
    '26828e',
    '1f9e89',
    '35b779',
    '6ece58',
    'b5de2b',
    'fde725'
  ],
  cividis: [
    '00224e',
    '123570',
    '3b496c',
    '575d6d',
    '707173',
    '8a8678',
    'a59c74',
    'c3b369',
    'e1cc55',
    'fee838'
  ],
  magma: [
    '000004',
    '180f3d',
    '440f76',
    '721f81',
    '9e2f7f',
    'cd4071',
    'f1605d',
    'fd9668',
    'feca8d',
    'fcfdbf'
  ],
  gray: ['000000', 'ffffff']
};

/** Names of the colour maps. */
export const colorMapNames: readonly string[] = colorMaps;

/** An unknown name is viridis, also one that every object has, such as `constructor`. */
function anchorsOf(name: string): readonly string[] {
  return Object.hasOwn(anchors, name) ? anchors[name as ColorMapName] : anchors.viridis;
}

/** 256 colours as bytes r, g, b (768); an unknown name is viridis. */
export function colorTable(name: string): Uint8Array {
  const colors = anchorsOf(name).map(parse);
  const table = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const at = (i / 255) * (colors.length - 1);
    const low = Math.min(Math.floor(at), colors.length - 2);
    for (let k = 0; k < 3; k++) {
      table[3 * i + k] = Math.round(
        colors[low][k] + (at - low) * (colors[low + 1][k] - colors[low][k])
      );
    }
  }
  return table;
}

/** The same as plotly's colour scale. */
export function colorScale(name: string): [number, string][] {
  const colors = anchorsOf(name);
  return colors.map((color, i) => [i / (colors.length - 1), `#${color}`]);
}

function parse(color: string): [number, number, number] {
  const value = parseInt(color, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
