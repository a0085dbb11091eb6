import type { IText } from './display.js';
import { runsOf, type IRun } from './text.js';

/** Position of a text on a page. */
export interface IWordsPlace {
  readonly runs: readonly IRun[];
  /** Of its direction. */
  readonly cos: number;
  readonly sin: number;
  /**
   * Point at a distance from the start of the text, along it and above its baseline, relative to
   * its font size.
   */
  readonly place: (along: number, up: number) => [number, number];
}

/** Position of a text, from its anchor and its direction. */
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
