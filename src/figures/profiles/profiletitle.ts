import type { MapCut } from '../../analysis/linecuts.js';
import type { MapPlane } from '../../analysis/mapplane.js';
import type { Cut } from '../../science/map.js';
import { lineBreak, plainWords } from '../axes.js';
import type { IEntry } from './profileentry.js';

type Found = Pick<IEntry, 'state' | 'error'>;

const held = { CIE: 'Ω', CEE: 'ω', CET: 'Δ' };

/**
 * What a profile runs along and the position of its cut, as the title of its axis; or why there is
 * no curve.
 * @param isNarrow whether it takes two lines. @param plane of the energies of a CIE profile.
 * @param others number of other profiles that no legend names.
 */
export function profileTitle(
  cut: MapCut,
  profile: Found,
  isNarrow: boolean,
  plane: MapPlane = 'incident',
  others = 0
): string {
  return withState(axisOf(cut, isNarrow, plane, moreOf(others)), profile);
}

/**
 * The position of a cut, or why there is no curve.
 * @param isTight whether there is no room for its width. @param others number of other profiles
 * that no legend names.
 */
export function profilePlace(cut: MapCut, profile: Found, isTight: boolean, others = 0): string {
  const words = (entry: Cut) => (isTight ? placeOf(entry) : `${placeOf(entry)}, ${widthOf(entry)}`);
  return withState(cut.type === 'line' ? '' : `${words(cut)}${moreOf(others)}`, profile);
}

function moreOf(others: number): string {
  return others > 0 ? ` and ${others} more` : '';
}

function withState(words: string, { state, error }: Found): string {
  if (state === 'failed' && error) {
    return `${words}: ${plainWords(error.message)}`;
  }
  return state === 'empty' ? `${words}: no measured point` : words;
}

function axisOf(cut: MapCut, isNarrow: boolean, plane: MapPlane, more: string): string {
  if (cut.type === 'line') {
    return `Distance along${isNarrow ? lineBreak : ' '}the line${more} (eV)`;
  }
  const emission = plane === 'transfer' ? 'Δ' : 'ω';
  const along = cut.type === 'CIE' ? emission : 'Ω';
  return isNarrow
    ? `${along} at ${placeOf(cut)}${lineBreak}${widthOf(cut)}${more} (eV)`
    : `${along} (eV) at ${placeOf(cut)}, ${widthOf(cut)}${more}`;
}

function placeOf({ type, at }: Cut): string {
  return `${held[type]} = ${at.toFixed(2)}`;
}

/** The full width, as typed and saved; half of it with a ± would look like an uncertainty. */
function widthOf({ width }: Cut): string {
  return `width ${width.toFixed(2)}`;
}
