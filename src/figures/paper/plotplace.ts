import type { IPaperAxis } from './axis.js';
import type { IBox } from './display.js';
import type { Place } from './traceitems.js';

/** Pixel of a value on an axis. */
export function placeOf({ letter, range, isLog }: IPaperAxis, area: IBox): Place {
  const [from, to] = range;
  const value = (one: number) => (isLog ? Math.log10(one) : one);
  return letter === 'x'
    ? one => area.x + ((value(one) - from) / (to - from)) * area.width
    : one => area.y + ((to - value(one)) / (to - from)) * area.height;
}

/** The same for values in units of the axis: powers of ten if logarithmic. */
export function tickPlace(axis: IPaperAxis, area: IBox): Place {
  return placeOf({ ...axis, isLog: false }, area);
}
