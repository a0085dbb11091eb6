/** @jest-environment jsdom */
import { widenAxisStrips } from '../../../src/plots/axisstrips';

const svg = 'http://www.w3.org/2000/svg';

/** A plot of 300 pixels in height whose axes begin at (64, 12), with plotly's drag elements. */
function plot(strips: Record<string, readonly [number, number, number, number]>) {
  const node = document.createElementNS(svg, 'svg');
  for (const [name, [x, y, width, height]] of Object.entries(strips)) {
    const rect = document.createElementNS(svg, 'rect');
    rect.setAttribute('class', `drag ${name}`);
    Object.entries({ x, y, width, height }).forEach(([key, value]) =>
      rect.setAttribute(key, String(value))
    );
    node.append(rect);
  }
  const rectOf = (name: string) =>
    ['x', 'y', 'width', 'height'].map(key =>
      Number(node.querySelector(`.${name}`)?.getAttribute(key))
    );
  return { node, rectOf };
}

describe('the strips of axes', () => {
  it('extend from the axis to the border of the plot, and stay so', () => {
    const { node, rectOf } = plot({
      nsdrag: [44, 36, 20, 192],
      ndrag: [44, 12, 20, 24],
      sdrag: [44, 228, 20, 24],
      ewdrag: [90, 252, 208, 20],
      wdrag: [64, 252, 26, 20],
      edrag: [298, 252, 26, 20],
      nsewdrag: [64, 12, 260, 240]
    });
    for (let i = 0; i < 2; i++) {
      widenAxisStrips(node, 300);
      expect(rectOf('nsdrag')).toEqual([0, 36, 64, 192]);
      expect(rectOf('ndrag')).toEqual([0, 12, 64, 24]);
      expect(rectOf('sdrag')).toEqual([0, 228, 64, 24]);
      expect(rectOf('ewdrag')).toEqual([90, 252, 208, 48]);
      expect(rectOf('wdrag')).toEqual([64, 252, 26, 48]);
      expect(rectOf('edrag')).toEqual([298, 252, 26, 48]);
      expect(rectOf('nsewdrag')).toEqual([64, 12, 260, 240]); // the inside is unchanged
    }
  });

  it('that cannot be determined are unchanged', () => {
    const { node, rectOf } = plot({ ewdrag: [90, 400, 208, 20] });
    node.append(document.createElementNS(svg, 'rect'));
    widenAxisStrips(node, 300);
    expect(rectOf('ewdrag')).toEqual([90, 400, 208, 20]);
  });
});
