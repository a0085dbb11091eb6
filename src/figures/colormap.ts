import { colorMapNames, isReversed, reversalOf } from '../analysis/document/colormaps.js';
import { colorStops } from './colorstops.js';

/**
 * Stops of a colour map; viridis for an unknown name, including names of object properties such as
 * `constructor`.
 */
function stopsOf(name: string): readonly string[] {
  const forward = isReversed(name) ? reversalOf(name) : name;
  const known = colorMapNames.find(entry => entry === forward);
  const stops = colorStops[known ?? 'viridis'].match(/.{6}/g) ?? [];
  return known && isReversed(name) ? stops.reverse() : stops;
}

/** 256 colours as bytes r, g, b (768); an unknown name is viridis. */
export function colorTable(name: string): Uint8Array {
  const colors = stopsOf(name).map(parse);
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
  const colors = stopsOf(name);
  return colors.map((color, i) => [i / (colors.length - 1), `#${color}`]);
}

function parse(color: string): [number, number, number] {
  const value = parseInt(color, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
