import type { IPaperAxis } from './axis.js';
import type { IBox } from './display.js';
import type { Place } from './traceitems.js';

/** Pixel of a value on an axis. */
export function placeOf({ letter, range, isLog }: IPaperAxis, area: IBox): Place {
  const [from, to] = range;
  const value = (entry: number) => (isLog ? Math.log10(entry) : entry);
  return letter === 'x'
    ? entry => area.x + ((value(entry) - from) / (to - from)) * area.width
    : entry => area.y + ((to - value(entry)) / (to - from)) * area.height;
}

/** The same for values in units of the axis: powers of ten if logarithmic. */
export function tickPlace(axis: IPaperAxis, area: IBox): Place {
  return placeOf({ ...axis, isLog: false }, area);
}
