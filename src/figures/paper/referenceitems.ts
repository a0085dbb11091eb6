import type { ReferenceMark } from '../../analysis/document/types.js';
import { insideOf, placeLabels, type IRect } from '../curves/linelabels.js';
import type { ITheme } from '../theme.js';
import type { Item } from './display.js';
import { tickPlace } from './plotplace.js';
import type { IFrame } from './frame.js';
import { widthOf } from './text.js';

const size = 10;

/** Known energies as vertical lines over curves, each with its name if there is room. */
export function referenceItems(
  lines: readonly ReferenceMark[],
  { area, x }: IFrame,
  obstacles: readonly IRect[],
  theme: ITheme
): Item[] {
  const [low, high] = [Math.min(...x.range), Math.max(...x.range)];
  const seen = lines.filter(({ energy }) => energy >= low && energy <= high);
  const toX = tickPlace(x, area);
  const at = seen.map(({ energy }) => toX(energy));
  const labels = seen.map(({ name }, i) => ({ x: at[i], width: widthOf(name, size) }));
  const { x: left, y: top, width, height } = area;
  const inside = insideOf({ left, top, width, height, x: [0, 1], y: [0, 1] });
  const places = placeLabels(labels, inside, obstacles);
  return [
    {
      kind: 'path',
      lines: at.map(value => [value, top, value, top + height]),
      stroke: theme.text,
      width: 1,
      dash: [1.5, 2.25]
    },
    ...places.flatMap((place, i): Item[] =>
      place
        ? [
            {
              kind: 'text',
              text: seen[i].name,
              x: place.x,
              y: place.y,
              anchor: place.anchor,
              size,
              color: theme.text
            }
          ]
        : []
    )
  ];
}
