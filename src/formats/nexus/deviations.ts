import { isMeasured } from '../../science/statistics.js';
import { through } from '../../science/uncertainty/linear.js';
import { selection } from '../../science/uncertainty/operators.js';
import { pointSigma } from '../../science/uncertainty/pointsigma.js';
import type { StoredDeviations, StoredTerm } from '../../science/uncertainty/stored.js';
import type { StoredBase } from '../../science/uncertainty/storedbase.js';
import { matchesPoints, restoredUncertainty } from '../../science/uncertainty/unstored.js';
import { deviationsName, intensityHashName } from '../nexusdeviations.js';
import type { Tree } from '../tree.js';
import { valuesHash } from './counts.js';
import type { DataGroup } from './group.js';

/** More bases or terms than in any result of this program. */
const most = 10_000;

/** Paths of the arrays with the dependence of a result's points on counts; empty if not stored. */
export function deviationPaths({ tree, data }: DataGroup): string[] {
  const at = `${data}/${deviationsName}`;
  if (!hasDeviations(tree, data)) {
    return [];
  }
  return tree.names(at).flatMap(name => {
    const path = `${at}/${name}`;
    return tree.kind(path) === 'group'
      ? tree.names(path).map(array => `${path}/${array}`)
      : name === 'description'
        ? []
        : [path];
  });
}

/** Whether the dependence of a result's points on counts is stored. */
export function hasDeviations(tree: Tree, data: string): boolean {
  const at = `${data}/${deviationsName}`;
  return tree.kind(at) === 'group' && tree.kind(`${at}/description`) === 'dataset';
}

/**
 * The stored dependence of a result's points on counts; null if there is none, or, with a warning,
 * if it does not match intensity and σ (n), e.g. after damage or changes by another program.
 */
export function deviationsAt(
  group: DataGroup,
  intensity: Float64Array,
  sigma: Float64Array
): StoredDeviations | null {
  const { tree, data, warnings } = group;
  if (!hasDeviations(tree, data)) {
    return null;
  }
  const at = `${data}/${deviationsName}`;
  const stored = isOfIntensity(tree, at, intensity) ? readAt(tree, at, intensity) : null;
  if (stored && matchesPoints(stored, sigma.length) && fits(stored, intensity, sigma)) {
    return stored;
  }
  warnings.push({
    code: 'sigma/approximate',
    message:
      'What the points share could not be read from the file, or does not fit their intensity and σ, as after another program has changed them: σ is each point’s own, and that of areas, moments and fits over them is not right.'
  });
  return null;
}

/** Whether the intensity is unchanged since it was written; older files have no hash. */
function isOfIntensity(tree: Tree, at: string, intensity: Float64Array): boolean {
  const written = tree.attribute(at, intensityHashName);
  return written === null || written === valuesHash(intensity);
}

/** Largest relative difference from σ in the file. */
const rounding = 1e-6;

/**
 * Additional difference relative to the largest σ, as cancellation of large values leaves fewer
 * digits.
 */
const cancelled = 1e-8;

/** Most points compared. */
const mostSampled = 10_000;

function fits(found: StoredDeviations, intensity: Float64Array, sigma: Float64Array): boolean {
  const n = sigma.length;
  const step = Math.ceil(n / mostSampled);
  const sampled = Uint32Array.from({ length: Math.ceil(n / step) }, (_, k) => k * step);
  const restored = restoredUncertainty(found, n);
  const computed = pointSigma(through(restored, selection(sampled, n)), sampled.length);
  const largest = computed.reduce((most, s) => (isMeasured(s) && s > most ? s : most), 0);
  return computed.every((s, k) => {
    const stated = sigma[sampled[k]];
    return isMeasured(s) && isMeasured(stated)
      ? Math.abs(stated - s) <= rounding * s + cancelled * largest
      : !isMeasured(intensity[sampled[k]]) || isMeasured(s) === isMeasured(stated);
  });
}

function readAt(tree: Tree, at: string, intensity: Float64Array): StoredDeviations | null {
  const named = (start: string) =>
    tree
      .names(at)
      .filter(name => name.startsWith(start))
      .sort((a, b) => Number(a.slice(start.length)) - Number(b.slice(start.length)));
  const [bases, terms, shared] = ['base_', 'term_', 'shared_'].map(named);
  if (Math.max(bases.length, terms.length, shared.length) > most) {
    return null;
  }
  const [exposure, offset] = ['exposure', 'offset'].map(name => tree.numbers(`${at}/${name}`));
  return {
    bases: bases.map(name => baseAt(tree, `${at}/${name}`)),
    terms: terms.map(name => termAt(tree, `${at}/${name}`, base => bases.indexOf(base), intensity)),
    shared: shared.map(name => ({
      id: tree.attribute(`${at}/${name}`, 'id') ?? '',
      ...known({
        energy: tree.numbers(`${at}/${name}/energy`),
        intensity: tree.numbers(`${at}/${name}/intensity`)
      })
    })),
    affine: exposure && offset ? { exposure, offset } : null
  };
}

function known(arrays: Record<'energy' | 'intensity', Float64Array | null>) {
  const { energy, intensity } = arrays;
  return { ...(energy ? { energy } : {}), ...(intensity ? { intensity } : {}) };
}

const none = new Float64Array(0);

function baseAt(tree: Tree, at: string): StoredBase {
  const places = tree.numbers(`${at}/places`);
  const counts = tree.numbers(`${at}/counts`);
  const number = (name: string) => Number(tree.attribute(at, name) ?? NaN);
  return {
    id: tree.attribute(at, 'id') ?? '',
    counts,
    variance: tree.numbers(`${at}/variance`) ?? counts ?? none,
    exposure: tree.numbers(`${at}/exposure`),
    parents: tree.attributes(at, 'parents'),
    among: places && { places, length: number('length'), first: number('first') }
  };
}

function termAt(
  tree: Tree,
  at: string,
  indexOf: (base: string) => number,
  intensity: Float64Array
): StoredTerm {
  const list = (name: string) => tree.numbers(`${at}/${name}`);
  const weights = list('weights');
  return {
    base: indexOf(tree.attribute(at, 'base') ?? ''),
    own:
      weights === null
        ? null
        : {
            starts: list('starts'),
            places: list('places'),
            offset: Number(tree.attribute(at, 'offset') ?? 0),
            weights: weights.length === 1 ? weights[0] : weights,
            isPerExposure: tree.attribute(at, 'per') === 'exposure'
          },
    left: tree.attribute(at, 'left') === 'intensity' ? intensity : (list('left') ?? none),
    right: list('right') ?? none
  };
}
