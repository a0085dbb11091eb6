import type { IText } from './display.js';
import { runsOf, type IRun } from './text.js';

/** Words as they lie on a page. */
export interface IWordsPlace {
  readonly runs: readonly IRun[];
  /** Of their direction. */
  readonly cos: number;
  readonly sin: number;
  /** Where a point is, from the begin of the words along them and above their line, of their size. */
  readonly place: (along: number, up: number) => [number, number];
}

/** Where words lie, by what of them is at their place, and their direction. */
export function wordsPlace({ text, x, y, anchor, size, angle = 0 }: IText): IWordsPlace {
  const runs = runsOf(text);
  const last = runs.at(-1);
  const width = last ? last.x + last.width : 0;
  const start = anchor === 'start' ? 0 : anchor === 'middle' ? -width / 2 : -width;
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const place = (along: number, up: number): [number, number] => {
    const [across, above] = [size * (start + along), size * up];
    return [x + across * cos + above * sin, y + across * sin - above * cos];
  };
  return { runs, cos, sin, place };
}
