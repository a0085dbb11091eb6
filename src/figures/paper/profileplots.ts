import {
  profileKinds,
  type ProfileKind,
  type ProfilePlaces,
  type Range,
  type StepEntry
} from '../../analysis/document/index.js';
import type { MapCut } from '../../analysis/linecuts.js';
import type { CutsOnMap, ModelCut, ModelLine } from '../../analysis/mapcuts.js';
import type { MapPlane } from '../../analysis/mapplane.js';
import { cutStep } from '../../analysis/steps/cut.js';
import { lineCutStep } from '../../analysis/steps/linecut.js';
import { mainOutput } from '../../analysis/steps/part.js';
import type { MapValue } from '../../analysis/steps/values.js';
import { stepTitle } from '../../analysis/titles.js';
import { curveDataOf } from '../curves/curvedata.js';
import type { IProfileFrame } from '../profiles/besidemap.js';
import type { IEntry } from '../profiles/profileentry.js';
import { profilesOnPaper } from '../profiles/profilesdrawn.js';
import type { ITheme } from '../theme.js';
import type { IBox } from './display.js';
import type { IPaperPlot } from './page.js';
import { profileGrid, within, type GridPlot } from './profilegrid.js';

/** The plot of the profile along a cut: profiles along Ω share one. */
export const plotOfCut: Readonly<Record<MapCut['type'], ProfileKind>> = {
  CIE: 'CIE',
  CEE: 'CEE',
  CET: 'CEE',
  line: 'line'
};

type DrawnCut = ModelCut | ModelLine;

/** A map whose profiles are drawn. */
export interface IProfiledMap {
  readonly key: string;
  readonly label: string;
  readonly color: string;
  readonly value: MapValue;
  readonly cuts: CutsOnMap;
  readonly plane: MapPlane;
  /** Its visible range, eV. */
  readonly ranges: { readonly x: Range; readonly y: Range };
}

/** How profiles are drawn. */
export interface IProfilesShown {
  readonly steps: readonly StepEntry[];
  readonly colorOf: (id: string) => string;
  readonly theme: ITheme;
}

/**
 * A map's plot with the profiles around it, arranged as in the viewer. @param kinds the existing
 * plots of profiles.
 */
export function withProfiles(
  plot: IPaperPlot,
  map: IProfiledMap,
  kinds: ReadonlySet<ProfileKind>,
  place: ProfilePlaces,
  shown: IProfilesShown
): IPaperPlot[] {
  const { places } = profileGrid(kinds, place);
  const boxOf = (name: GridPlot) => within(plot.place, places.get(name));
  const own = { ...plot, place: boxOf('main') };
  const { plane, ranges } = map;
  const profiles = [...kinds].map((kind): IPaperPlot => {
    const along = kind === 'CIE' ? ('y' as const) : ('x' as const);
    const isBeside = place !== 'right' && kind !== 'line';
    const entries = cutsIn(map.cuts, kind).map((cut, i, all) => ({
      ...profileOf(cut, map, shown),
      label: labelOf(cut, shown),
      color: shown.colorOf(cut.id),
      isActive: i === all.length - 1
    }));
    const frame = isBeside
      ? { along, range: ranges[along], margins: [0, 0] as const, plane }
      : elsewhere(kind, [map]);
    return {
      place: boxOf(kind),
      figure: size => profilesOnPaper(entries, frame, shown.theme, size),
      ...(isBeside ? { beside: { plot: own, along } } : {})
    };
  });
  return [own, ...profiles];
}

/**
 * The profiles of several maps in a row: along the newest cut of each kind, in the colours of the
 * maps.
 */
export function profileRow(
  maps: readonly IProfiledMap[],
  kinds: ReadonlySet<ProfileKind>,
  place: IBox,
  shown: IProfilesShown
): IPaperPlot[] {
  return [...kinds].map((kind, i) => {
    const cut = cutsIn(allCuts(maps), kind).at(-1);
    const through = maps.filter(({ cuts }) => cutsIn(cuts, kind).some(({ id }) => id === cut?.id));
    const entries = through.flatMap((map, k) =>
      cut
        ? {
            ...profileOf(cut, map, shown),
            id: `${cut.id} ${map.key}`,
            label: map.label,
            color: map.color,
            isActive: k === 0
          }
        : []
    );
    const width = 1 / kinds.size;
    return {
      place: within(place, { x: i * width, y: 0, width, height: 1 }),
      figure: size => profilesOnPaper(entries, elsewhere(kind, maps), shown.theme, size)
    };
  });
}

/** The kinds of profiles that maps have, except those whose plot is closed. */
export function profileKindsOf(
  maps: readonly Pick<IProfiledMap, 'cuts'>[],
  closed: readonly ProfileKind[]
): ReadonlySet<ProfileKind> {
  const cuts = allCuts(maps);
  const isThere = (kind: ProfileKind) => !closed.includes(kind) && cutsIn(cuts, kind).length > 0;
  return new Set(profileKinds.filter(isThere));
}

function allCuts(maps: readonly Pick<IProfiledMap, 'cuts'>[]): CutsOnMap {
  return {
    cuts: maps.flatMap(({ cuts }) => cuts.cuts),
    lines: maps.flatMap(({ cuts }) => cuts.lines)
  };
}

function cutsIn({ cuts, lines }: CutsOnMap, kind: ProfileKind): readonly DrawnCut[] {
  return [...cuts, ...lines].filter(({ type }) => plotOfCut[type] === kind);
}

/** Frame of a plot that shares no axis with a map. */
function elsewhere(kind: ProfileKind, maps: readonly IProfiledMap[]): IProfileFrame | null {
  if (kind === 'line') {
    return null;
  }
  const energies = maps.flatMap(({ ranges }) => (kind === 'CEE' ? ranges.x : ranges.y));
  const range = [Math.min(...energies), Math.max(...energies)] as const;
  return { along: 'x', range, margins: null, plane: maps[0].plane };
}

function labelOf(cut: DrawnCut, { steps }: IProfilesShown): string {
  const entry = steps.find(({ id }) => id === cut.id);
  return entry ? stepTitle(entry) : cut.id;
}

/** The curve along a cut through a map, computed by the equivalent step. */
function profileOf(
  cut: DrawnCut,
  { value }: IProfiledMap,
  { steps }: IProfilesShown
): Pick<IEntry, 'id' | 'cut' | 'state' | 'curve' | 'error'> {
  const known = { id: cut.id, cut };
  const step = cut.type === 'line' ? lineCutStep : cutStep;
  const { parameters = {} } = steps.find(({ id }) => id === cut.id) ?? {};
  const { error, outputs } = step.applyEach(value, step.complete(parameters));
  const made = error ? null : outputs[mainOutput];
  if (made?.kind === 'spectrum') {
    return { ...known, state: 'ready', curve: curveDataOf(made), error: null };
  }
  const isEmpty = error?.code === 'cut/empty';
  return {
    ...known,
    state: isEmpty ? 'empty' : 'failed',
    curve: null,
    error: isEmpty ? null : error
  };
}
