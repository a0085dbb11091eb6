import type { StepWarning } from '../../src/analysis/steps/part.js';

/** What a warning of a result can say of its σ and of its value. */
export interface Said {
  /** σ is only approximately right, or the value is not determined. */
  readonly isApproximate: boolean;
  /** The value is biased, or depends on what is not known. */
  readonly isBiased: boolean;
}

/** Warnings that say both. */
const both = [
  'alignment/not-independent',
  'iad/hidden',
  'iad/coarse',
  'position/shape',
  'width/noisy',
  'width/coarse',
  'moments/ends-jump',
  'moments/faint',
  'normalise/faint',
  'fit/at-bound',
  'fit/near-bound',
  'fit/correlated',
  'fit/counts-unknown',
  'fit/poor',
  'fit/undetermined',
  'background/area-undetermined'
];

/** Warnings that say that σ is approximate: the list by which the table judges. */
export const approximateCodes: ReadonlySet<string> = new Set([
  ...both,
  'sigma/approximate',
  'uncertainty/merged',
  'spectrum/correlated',
  'smooth/correlated',
  'average/repeated',
  'difference/not-independent',
  'iad/not-independent',
  'position/noisy',
  'fit/no-sigma',
  'background/no-sigma',
  'joined/no-signal'
]);

/** Warnings that say that a value may be biased. */
export const biasCodes: ReadonlySet<string> = new Set([...both, 'alignment/shape']);

/** A sentence of any warning that says it of the value itself, and not of its σ alone. */
const biasWords = /\bbiased\b|(?<!σ[^.;:]*)\btoo (low|high|large|small)\b/;

/** What warnings say. */
export function saidBy(warnings: readonly StepWarning[]): Said {
  return {
    isApproximate: warnings.some(({ code }) => approximateCodes.has(code)),
    isBiased: warnings.some(({ code, message }) => biasCodes.has(code) || biasWords.test(message))
  };
}
