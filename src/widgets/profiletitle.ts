import type { MapCut } from '../analysis/linecuts.js';
import type { Profile } from '../model/index.js';
import { lineBreak, plainWords } from '../plots/index.js';

const held = { CIE: 'Ω', CEE: 'ω', CET: 'Δ' };

/**
 * What a profile runs along and where its cut lies, as the title of its axis; why there is no curve where there is none.
 * @param isNarrow whether it takes two lines.
 */
export function profileTitle(
  cut: MapCut,
  { state, error }: Pick<Profile, 'state' | 'error'>,
  isNarrow: boolean
): string {
  const place = placeOf(cut, isNarrow);
  if (state === 'failed' && error) {
    return `${place}: ${plainWords(error.message)}`;
  }
  return state === 'empty' ? `${place}: no measured point` : place;
}

function placeOf(cut: MapCut, isNarrow: boolean): string {
  if (cut.type === 'line') {
    return `Distance along${isNarrow ? lineBreak : ' '}the line (eV)`;
  }
  const half = (cut.width / 2).toFixed(2);
  const along = cut.type === 'CIE' ? 'ω' : 'Ω';
  const between = isNarrow ? lineBreak : ' at ';
  return `${along} (eV)${between}${held[cut.type]} = ${cut.at.toFixed(2)} ± ${half}`;
}
