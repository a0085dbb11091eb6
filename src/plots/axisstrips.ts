/** Plotly's drag handles of an axis: its middle and both ends. */
const besideY = ['nsdrag', 'ndrag', 'sdrag'];
const belowX = ['ewdrag', 'edrag', 'wdrag'];

/**
 * Make an axis draggable over its numbers and its title, up to the border of the plot: plotly has
 * only a strip of 20 pixels along the line.
 * @param height of the plot, pixels.
 */
export function widenAxisStrips(node: Element, height: number): void {
  for (const strip of allOf(node, besideY)) {
    const right = numberOf(strip, 'x') + numberOf(strip, 'width');
    set(strip, { x: 0, width: right });
  }
  for (const strip of allOf(node, belowX)) {
    set(strip, { height: height - numberOf(strip, 'y') });
  }
}

function allOf(node: Element, names: readonly string[]): Iterable<Element> {
  return node.querySelectorAll(names.map(name => `rect.${name}`).join());
}

function numberOf(strip: Element, name: string): number {
  return Number(strip.getAttribute(name) ?? NaN);
}

/** A strip at another place, or drawn differently by plotly, is left alone. */
function set(strip: Element, values: Record<string, number>): void {
  if (Object.values(values).every(value => value >= 0 && Number.isFinite(value))) {
    Object.entries(values).forEach(([name, value]) => strip.setAttribute(name, String(value)));
  }
}
