import { perMonitor } from '../../science/intensityunit.js';
import { shortUnit } from '../axes.js';
import type { IFigure } from '../description.js';

interface ITitled {
  title?: { text?: string };
}

/**
 * A figure with the full unit of intensities, as in a caption: on the screen there is room for a
 * few letters only.
 */
export function withUnitInFull({ data, layout }: IFigure): IFigure {
  const axis = (name: 'xaxis' | 'yaxis') => inFull(layout[name] as ITitled | undefined);
  return {
    data: data.map(trace => {
      const marker = trace.marker as { colorbar?: ITitled } | undefined;
      const colorbar = inFull(marker?.colorbar);
      return colorbar ? { ...trace, marker: { ...marker, colorbar } } : trace;
    }),
    layout: { ...layout, xaxis: axis('xaxis'), yaxis: axis('yaxis') }
  };
}

function inFull<T extends ITitled>(part: T | undefined): T | undefined {
  const text = part?.title?.text;
  return part && text?.includes(shortUnit(perMonitor))
    ? { ...part, title: { ...part.title, text: text.replace(shortUnit(perMonitor), perMonitor) } }
    : part;
}
