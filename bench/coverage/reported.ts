import type { StepWarning } from '../../src/analysis/steps/part.js';

/** What the warnings of a result report about its value and its σ. */
export interface Reported {
  /** σ is approximate, or the value is not determined. */
  readonly isApproximate: boolean;
  /** The value is biased, or depends on unknown facts. */
  readonly isBiased: boolean;
}

/** Codes of warnings that report both. */
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

/** Codes of warnings that σ is approximate, on which the verdict is based. */
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

/** Codes of warnings that a value may be biased. */
export const biasCodes: ReadonlySet<string> = new Set([...both, 'alignment/shape']);

/** Wording of warnings about the value itself, not about its σ alone. */
const biasWords = /\bbiased\b|(?<!σ[^.;:]*)\btoo (low|high|large|small)\b/;

/** What these warnings report. */
export function reportedBy(warnings: readonly StepWarning[]): Reported {
  return {
    isApproximate: warnings.some(({ code }) => approximateCodes.has(code)),
    isBiased: warnings.some(({ code, message }) => biasCodes.has(code) || biasWords.test(message))
  };
}
