import type { MapCut } from '../../analysis/linecuts.js';
import type { MapPlane } from '../../analysis/mapplane.js';
import type { Cut } from '../../science/map.js';
import { lineBreak, plainWords } from '../axes.js';
import type { IEntry } from './profileentry.js';

type Found = Pick<IEntry, 'state' | 'error'>;

const held = { CIE: 'Ω', CEE: 'ω', CET: 'Δ' };

/**
 * What a profile runs along and where its cut lies, as the title of its axis; why there is no curve where there is none.
 * @param isNarrow whether it takes two lines. @param plane in which the energies of a CIE are.
 * @param others how many more profiles there are that no legend names.
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
 * Where a cut lies; why there is no curve where there is none.
 * @param isTight whether its width has no room. @param others how many more profiles there are that no legend names.
 */
export function profilePlace(cut: MapCut, profile: Found, isTight: boolean, others = 0): string {
  const words = (one: Cut) => (isTight ? placeOf(one) : `${placeOf(one)}, ${widthOf(one)}`);
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

/** As it is typed and saved; half of it with a ± would look like an uncertainty. */
function widthOf({ width }: Cut): string {
  return `width ${width.toFixed(2)}`;
}
