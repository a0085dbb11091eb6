import { lineBreak } from '../axes.js';
import type { IFigure } from '../description.js';
import type { Item } from './display.js';
import { fontSize, lineHeight, type IFrame } from './frame.js';
import { tickPlace } from './plotplace.js';

/** Text over a figure: the properties of a plotly annotation that are used here. */
interface IAnnotation {
  text: string;
  xref?: string;
  yref?: string;
  x: number;
  y: number;
  xshift?: number;
  yshift?: number;
  xanchor?: 'left' | 'center' | 'right';
  yanchor?: 'top' | 'middle' | 'bottom';
  font?: { color?: string; size?: number };
}

const anchors = { left: 'start', center: 'middle', right: 'end' } as const;

/** The annotations of a figure, at their places. */
export function annotationItems({ layout }: IFigure, frame: IFrame, color: string): Item[] {
  const { area, x: across, panels } = frame;
  const up = panels.get('y');
  return ((layout.annotations ?? []) as readonly IAnnotation[]).flatMap(note => {
    const {
      xref,
      yref,
      xshift = 0,
      yshift = 0,
      xanchor = 'center',
      yanchor = 'middle',
      font
    } = note;
    const x = xref === 'paper' ? area.x + note.x * area.width : tickPlace(across, area)(note.x);
    const y =
      yref === 'paper' || !up
        ? area.y + (1 - note.y) * area.height
        : tickPlace(up.axis, up.area)(note.y);
    const size = font?.size ?? fontSize;
    // bold names are drawn like any other text
    const lines = note.text.replace(/^<b>(.*)<\/b>$/s, '$1').split(lineBreak);
    const height = (lines.length - 1) * size * lineHeight;
    const first = { top: size, middle: size * 0.36 - height / 2, bottom: -height - size * 0.2 }[
      yanchor
    ];
    return lines.map((text, i): Item => ({
      kind: 'text',
      text,
      x: x + xshift,
      y: y - yshift + first + i * size * lineHeight,
      anchor: anchors[xanchor],
      size,
      color: font?.color ?? color
    }));
  });
}
