import type { MapPlane } from '../../analysis/mapplane.js';
import { otherEnergy } from '../../analysis/mapplane.js';
import type { CurveData, ICurve } from '../curves/curve.js';
import type { IPlotSize } from '../curves/curvenames.js';
import type { IFigure } from '../description.js';
import type { ITheme } from '../theme.js';
import { besideMap, type IProfileFrame } from './besidemap.js';
import { placeOnPaper } from './paperplace.js';
import { activeOf, type IEntry } from './profileentry.js';
import { profilesFigure, spectrumFigure, withLevelTicks } from './profilefigure.js';
import { namedInside } from './profilelegend.js';
import { profileTitle } from './profiletitle.js';

/** Approximate margins of a map's plot area, pixels: on paper the map determines them. */
const usualMargins = { x: [64, 12], y: [12, 44] } as const;

const nothing = new Float64Array(0);

/** Drawn if there is no curve. */
export const emptyCurve: CurveData = {
  axis: 'incident',
  energy: nothing,
  intensity: nothing,
  sigma: nothing
};

/** The names of profiles that fit into a legend inside the plot; '' if there is none. */
export function legendOfProfiles(entries: readonly IEntry[], size: IPlotSize): string {
  return entries.length < 2 ? '' : (namedInside(entries, size)?.join('\n') ?? '');
}

/** Number of curves, apart from the active one, that no legend names. */
export function unnamedAmong(entries: readonly IEntry[], size: IPlotSize): number {
  return legendOfProfiles(entries, size) === '' ? Math.max(0, entries.length - 1) : 0;
}

/** A curve over the axis of its plot: Δ for an axis shared with a map in the transfer plane. */
export function profileIn(plane: MapPlane | undefined, { curve, cut }: IEntry): CurveData {
  if (!curve || cut.type !== 'CIE' || plane !== 'transfer') {
    return curve ?? emptyCurve;
  }
  const { at } = cut;
  return {
    ...curve,
    axis: 'transfer',
    energy: curve.energy.map(value => otherEnergy('transfer', at, value))
  };
}

/** Colour of the cut in the list, or that of its type. */
export function colorOfProfile({ accent, second }: ITheme, { color, cut }: IEntry): string {
  return color ?? (cut.type === 'CIE' ? accent : second);
}

/** Below this width, a title takes two lines, pixels. */
export const narrowProfile = 240;

/** Size of the plot area of profiles, pixels. */
export function roomIn(frame: IProfileFrame | null, { width, height }: IPlotSize): IPlotSize {
  const { along, margins = null } = frame ?? {};
  const [start, end] = margins ?? usualMargins.x;
  return along === 'y'
    ? { width: width - 24, height: height - start - end }
    : { width: width - start - end, height: height - 60 };
}

/** How a plot of profiles is drawn. */
export interface IProfilesLook {
  readonly title: string;
  readonly theme: ITheme;
  /** Between the axes, pixels; 0 or less before it is known. */
  readonly size: IPlotSize;
  /** Frame of the map next to it; null for none. */
  readonly frame: IProfileFrame | null;
}

/** A curve, or several, in a plot with axes of its own. */
export function profilesAlone(entries: readonly IEntry[], look: IProfilesLook): IFigure {
  const { theme, size, frame } = look;
  const title = frame?.margins ? '' : look.title;
  const [first, ...others] = entries;
  if (others.length === 0) {
    const curve = profileIn(frame?.plane, first);
    return spectrumFigure(curve, title, theme, colorOfProfile(theme, first));
  }
  return profilesFigure(curvesOfProfiles(entries, theme, frame?.plane), title, theme, size);
}

/** Profiles as curves over the axis of their plot. */
export function curvesOfProfiles(
  entries: readonly IEntry[],
  theme: ITheme,
  plane: MapPlane | undefined
): ICurve[] {
  return entries.map(entry => ({
    key: entry.id,
    label: entry.label,
    color: colorOfProfile(theme, entry),
    data: profileIn(plane, entry),
    isActive: entry.isActive,
    isStale: false
  }));
}

/**
 * Profiles aligned with a map. @param place position of the active cut; on paper all are given, for
 * none is active.
 */
export function profilesBeside(
  entries: readonly IEntry[],
  look: IProfilesLook & { readonly frame: IProfileFrame },
  place: string
): IFigure {
  const { theme, size, frame } = look;
  const alone = profilesAlone(entries, look);
  const figure = frame.margins ? alone : withLevelTicks(alone, size.width);
  const isPaper = theme.isEven === true;
  const words = isPaper ? placeOnPaper(entries, legendOfProfiles(entries, size) !== '') : place;
  return besideMap(figure, frame, words, isPaper);
}

/**
 * The same on paper. @param frame alignment with the map; null along lines. @param plot its size
 * there, pixels.
 */
export function profilesOnPaper(
  entries: readonly IEntry[],
  frame: IProfileFrame | null,
  theme: ITheme,
  plot: IPlotSize
): IFigure {
  const beside = frame?.margins ? { ...frame, margins: usualMargins[frame.along] } : frame;
  const size = roomIn(beside, plot);
  const active = activeOf(entries);
  const others = unnamedAmong(entries, size);
  const isNarrow = plot.width > 0 && plot.width < narrowProfile;
  const title = active ? profileTitle(active.cut, active, isNarrow, beside?.plane, others) : '';
  const look = { title, theme, size };
  return beside
    ? profilesBeside(entries, { ...look, frame: beside }, '')
    : withLevelTicks(profilesAlone(entries, { ...look, frame: null }), size.width);
}
