import type { IRect } from '../../plots/index.js';

/** What is written on a plot already, pixels of its node. It asks for the page's layout: not while a hand moves the axes. */
export function writtenOn(node: HTMLElement): IRect[] {
  const own = node.getBoundingClientRect();
  const written = node.querySelectorAll('.legend .bg, .jp-XESMark-label');
  return [...written].map(one => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return {
      left: left - own.left,
      top: top - own.top,
      right: right - own.left,
      bottom: bottom - own.top
    };
  });
}
