import type { StepWarning } from './part.js';

/** Marks of values whose points share noise that no account is kept of. */
export const correlated =
  'Points share noise that no account is kept of (they were smoothed or interpolated, a background was taken off, or what they shared was lost on the way): σ is each point’s own, and that of areas, moments and fits over them is wrong, mostly too small.';

/** Marks of what takes each point's noise for its own. */
export const sharing =
  'The fit takes the noise of each point for its own, and these points share some (of a divisor, a scale, or what was done to them): σ of its parameters is too small.';

/** Marks of what holds one scan twice. */
export const repeated =
  'A scan was averaged with itself, whose noise is the same: σ of the average, and of what is made of it, is too small.';

/** Sentences, and codes of warnings, that say the same: the first that is there is enough. */
const sames: readonly (readonly string[])[] = [
  [correlated, sharing, 'spectrum/correlated', 'smooth/correlated'],
  ['average/repeated', repeated]
];

/** Warnings of one result for a person, each fact said once: files and programs have all of them. */
export function saidOnce<W extends StepWarning>(warnings: readonly W[]): W[] {
  return warnings.filter(warning => {
    const same = sames.find(words => placeIn(words, warning) >= 0);
    return !same || warnings.every(one => !isBefore(same, one, warning));
  });
}

/** Whether a warning says what another one does, and says it better. */
function isBefore(same: readonly string[], one: StepWarning, other: StepWarning): boolean {
  const place = placeIn(same, one);
  return place >= 0 && place < placeIn(same, other);
}

function placeIn(words: readonly string[], { code, message }: StepWarning): number {
  return words.findIndex(word => word === message || word === code);
}
