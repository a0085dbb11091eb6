import {
  colorMapNames,
  colorMaps,
  divergingMaps,
  sequentialMaps
} from '../../../src/analysis/document';
import { colorScale, colorTable } from '../../../src/figures/colormap';

/** CIE lightness of a colour, 0…100. */
function lightness(r: number, g: number, b: number): number {
  const linear = [r, g, b].map(byte => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

describe('colour maps', () => {
  it('are ten from dark to bright, and two for differences, and their reverses', () => {
    expect(sequentialMaps).toHaveLength(10);
    expect(new Set(colorMaps).size).toBe(2 * (sequentialMaps.length + divergingMaps.length));
  });

  it.each(colorMapNames)('%s reversed is the same from its other end', name => {
    const colors = (of: string) => {
      const table = colorTable(of);
      return Array.from({ length: 256 }, (_, i) => [...table.slice(3 * i, 3 * i + 3)].join());
    };
    const [table, reversed] = [colors(name), colors(`${name}_r`)];
    expect(reversed).toEqual(table.reverse());
    expect(colorScale(`${name}_r`).map(([, color]) => color)).toEqual(
      colorScale(name)
        .map(([, color]) => color)
        .reverse()
    );
  });

  it.each(divergingMaps)('%s has its middle between two equally bright hues', name => {
    const table = colorTable(name);
    const at = (i: number) => lightness(table[3 * i], table[3 * i + 1], table[3 * i + 2]);
    const sign = Math.sign(at(128) - at(0));
    for (const i of [0, 32, 64, 96]) {
      expect(sign * (at(i + 32) - at(i))).toBeGreaterThan(3);
      expect(Math.abs(at(i) - at(255 - i))).toBeLessThan(12);
    }
  });

  it.each(sequentialMaps)('%s is 256 colours that only get brighter', name => {
    const table = colorTable(name);
    expect(table).toHaveLength(768);
    for (let i = 1; i < 256; i++) {
      const before = lightness(table[3 * i - 3], table[3 * i - 2], table[3 * i - 1]);
      const here = lightness(table[3 * i], table[3 * i + 1], table[3 * i + 2]);
      expect(here).toBeGreaterThan(before - 0.5);
    }
  });

  it('viridis starts and ends as in matplotlib', () => {
    const table = colorTable('viridis');
    expect([...table.slice(0, 3)]).toEqual([0x44, 0x01, 0x54]);
    expect([...table.slice(-3)]).toEqual([0xfd, 0xe7, 0x25]);
  });

  it.each(colorMapNames)("%s: plotly's scale is the same at its stops", name => {
    const table = colorTable(name);
    for (const [at, color] of colorScale(name)) {
      const i = Math.round(at * 255);
      const wanted = [1, 3, 5].map(k => parseInt(color.slice(k, k + 2), 16));
      wanted.forEach((byte, k) => expect(Math.abs(table[3 * i + k] - byte)).toBeLessThan(6));
    }
    expect([colorScale(name)[0][0], colorScale(name).at(-1)?.[0]]).toEqual([0, 1]);
  });

  it('an unknown name is viridis', () => {
    for (const name of ['jet', 'jet_r', '', '_r', 'constructor', 'viridis_r_r']) {
      expect(colorTable(name)).toEqual(colorTable('viridis'));
    }
  });
});
