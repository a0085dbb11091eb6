import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { ColorScale, Range } from '../../analysis/document/index.js';
import { colorScale, intensityScale, type Histogram } from '../../figures/index.js';
import { writtenLimit } from './limitsediting.js';

interface IHistogramProps {
  histogram: Histogram;
  scale: ColorScale;
  /** Symlog is linear below this intensity. */
  noise: number;
  limits: Range;
  colorMap: string;
  /** Whether each limit mirrors the other about zero. */
  isEven: boolean;
  onLimits: (limits: Range) => void;
}

/** Height of the bars. */
const height = 100;

/** Step of a limit by an arrow key, as a fraction of the width; with Shift ten times as much. */
const keyStep = 0.01;

const names = ['Lower limit', 'Upper limit'] as const;

/**
 * Logarithmic histogram of the cells' intensities, above their colours, with both limits as
 * handles.
 */
export function HistogramView(props: IHistogramProps) {
  const { histogram, scale, noise, limits, colorMap, onLimits, isEven } = props;
  const { place, intensity } = intensityScale({ noise }, scale);
  const box = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<Range | null>(null);
  const shown = held ?? domainOf(histogram, limits, place);
  const [from, to] = shown;
  const at = (value: number) => Math.min(Math.max((place(value) - from) / (to - from), 0), 1);
  const move = (side: number, fraction: number) => {
    const value = intensity(from + Math.min(Math.max(fraction, 0), 1) * (to - from));
    const other = isEven ? -value : limits[1 - side];
    const moved: Range = side === 0 ? [value, other] : [other, value];
    if (moved[0] < moved[1]) {
      onLimits(moved);
    }
  };
  const onMove = (side: number, event: PointerEvent) => {
    const area = box.current?.getBoundingClientRect();
    if (held && area) {
      move(side, (event.clientX - area.left) / area.width);
    }
  };
  const onKey = (side: number, event: KeyboardEvent) => {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (way !== undefined) {
      event.preventDefault();
      move(side, at(limits[side]) + way * keyStep * (event.shiftKey ? 10 : 1));
    }
  };
  const [first, last] = limits.map(value => 100 * at(value));
  const stops = colorScale(colorMap)
    .map(([part, color]) => `${color} ${first + part * (last - first)}%`)
    .join(', ');
  return (
    <div className="jp-XESHistogram" ref={box}>
      <svg viewBox={`0 0 1 ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={barsPath(histogram, place, shown)} />
      </svg>
      <div
        className="jp-XESHistogram-colors"
        style={{ background: `linear-gradient(to right, ${stops})` }}
      />
      {names.map((name, side) => (
        <div
          key={name}
          className="jp-XESHistogram-handle"
          role="slider"
          tabIndex={0}
          aria-label={name}
          aria-valuemin={histogram.extent[0]}
          aria-valuemax={histogram.extent[1]}
          aria-valuenow={limits[side]}
          aria-valuetext={writtenLimit(limits[side])}
          style={{ left: `${side === 0 ? first : last}%` }}
          onPointerDown={event => {
            event.currentTarget.setPointerCapture(event.pointerId);
            setHeld(shown); // the domain stays fixed during a drag
          }}
          onPointerMove={event => onMove(side, event)}
          onPointerUp={() => setHeld(null)}
          onPointerCancel={() => setHeld(null)}
          onKeyDown={event => onKey(side, event)}
        />
      ))}
    </div>
  );
}

/**
 * Visible domain along the scale: all intensities and both limits, with room to drag a limit
 * further.
 */
function domainOf(
  { extent }: Histogram,
  limits: Range,
  place: (intensity: number) => number
): Range {
  const ends = [...extent, ...limits].map(place);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = 0.05 * (high - low) || 1;
  return [low - room, high + room];
}

/** Path of the bars, from the lower edge, as high as the logarithm of their counts. */
function barsPath(
  { extent, counts }: Histogram,
  place: (intensity: number) => number,
  [from, to]: Range
): string {
  const [low, high] = extent.map(value => (place(value) - from) / (to - from));
  const width = (high - low) / counts.length;
  const most = Math.log1p(Math.max(...counts));
  const bars = [...counts].map((count, k) => {
    const y = height * (1 - Math.log1p(count) / most);
    return `V${y.toFixed(2)}H${(low + (k + 1) * width).toFixed(5)}`;
  });
  return most > 0 ? `M${low.toFixed(5)} ${height}${bars.join('')}V${height}Z` : '';
}
