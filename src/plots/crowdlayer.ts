import type { ICrowdNames } from '../figures/curves/crowd.js';
import type { ICurve } from '../figures/curves/curve.js';
import { panelOf } from './panel.js';
import type { IPlotlyNode } from './plotly.js';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/**
 * The names of many curves next to their plot: a scrollable list, or a name at the end of each
 * curve, which it follows.
 */
export class CrowdNames {
  constructor() {
    this.node.className = 'jp-XESCrowdNames';
    this.clear();
  }

  readonly node = document.createElement('div');

  /** Show names next to the axes; unchanged names are not created again. */
  show(names: ICrowdNames | null, layout: Layout): void {
    if (!names) {
      this.clear();
      return;
    }
    if (!areSame(this._names, names)) {
      this.node.replaceChildren(
        ...(names.list.length > 0 ? [listOf(names.list)] : names.beside.map(besideNode))
      );
    }
    this._names = names;
    this.node.hidden = false;
    this.move(layout);
  }

  /** Move them along with the axes. */
  move(layout: Layout): void {
    const panel = panelOf(layout, 'yaxis');
    const { _names: names } = this;
    if (!panel || !names) {
      return;
    }
    const { left, top, width, height, yaxis } = panel;
    const place = { left: left + width, top, height };
    Object.entries(place).forEach(([name, value]) =>
      this.node.style.setProperty(name, `${value}px`)
    );
    const [low, high] = yaxis.range;
    const nodes = this.node.children;
    names.beside.forEach(({ y, shift }, i) => {
      const down = ((high - y) / (high - low)) * height - shift;
      const node = nodes[i];
      if (node instanceof HTMLElement) {
        node.style.translate = `0 ${down}px`;
        node.hidden = !(down >= 0 && down <= height); // only next to visible curves
      }
    });
  }

  /** Remove all names. */
  clear(): void {
    this._names = null;
    this.node.hidden = true;
    this.node.replaceChildren();
  }

  private _names: ICrowdNames | null = null;
}

function areSame(a: ICrowdNames | null, b: ICrowdNames): boolean {
  const same = (before: ICurve, now: ICurve | undefined) =>
    before.label === now?.label &&
    before.color === now.color &&
    before.isActive === now.isActive &&
    before.isStale === now.isStale;
  return (
    a !== null &&
    a.list.length === b.list.length &&
    a.beside.length === b.beside.length &&
    a.list.every((curve, i) => same(curve, b.list[i])) &&
    a.beside.every(
      ({ curve, text }, i) => text === b.beside[i].text && same(curve, b.beside[i].curve)
    )
  );
}

function listOf(curves: readonly ICurve[]): HTMLElement {
  const list = document.createElement('ul');
  list.tabIndex = 0; // so that keys scroll it too
  list.setAttribute('aria-label', 'Curves');
  list.append(
    ...curves.map(curve => {
      const item = document.createElement('li');
      const line = document.createElement('span');
      const name = document.createElement('span');
      line.className = 'jp-XESCrowdNames-line';
      line.style.background = curve.color;
      name.textContent = item.title = curve.label;
      item.append(line, name);
      mark(item, curve);
      return item;
    })
  );
  return list;
}

function besideNode({ curve, text }: ICrowdNames['beside'][number]): HTMLElement {
  const node = document.createElement('span');
  node.textContent = text;
  node.title = curve.label;
  node.style.color = curve.color;
  mark(node, curve);
  return node;
}

function mark(node: HTMLElement, { isActive, isStale }: ICurve): void {
  node.classList.toggle('jp-mod-active', isActive);
  node.classList.toggle('jp-mod-stale', isStale);
}
