import type { IPaperAxis } from './axis.js';
import type { IBox } from './display.js';
import type { Place } from './traceitems.js';

/** Where values of an axis lie in its area, pixels. */
export function placeOf({ letter, range, isLog }: IPaperAxis, area: IBox): Place {
  const [from, to] = range;
  const value = (one: number) => (isLog ? Math.log10(one) : one);
  return letter === 'x'
    ? one => area.x + ((value(one) - from) / (to - from)) * area.width
    : one => area.y + ((to - value(one)) / (to - from)) * area.height;
}

/** The same of what is given as the axis has it: powers of ten where it is logarithmic. */
export function tickPlace(axis: IPaperAxis, area: IBox): Place {
  return placeOf({ ...axis, isLog: false }, area);
}
