import { pointSigma } from '../../science/uncertainty/pointsigma.js';
import {
  isOfPoints,
  restoredUncertainty,
  type StoredDeviations
} from '../../science/uncertainty/stored.js';
import { deviationsName } from '../nexusdeviations.js';
import type { Tree } from '../tree.js';
import type { DataGroup } from './group.js';

/** More bases or terms no result of this program has. */
const most = 10_000;

/** Paths of the arrays that tell of which counts the points of a result are made; none where that is not told. */
export function deviationPaths({ tree, data }: DataGroup): string[] {
  const at = `${data}/${deviationsName}`;
  if (!isOurs(tree, data)) {
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

function isOurs(tree: Tree, data: string): boolean {
  return (
    tree.attribute(data, 'energy_axis') !== null &&
    tree.kind(`${data}/${deviationsName}`) === 'group'
  );
}

/**
 * Of which counts the points of a result are made; null where that is not told, or does not fit its σ (n), as after
 * damage or where another program has changed the numbers, which is said.
 */
export function deviationsAt(group: DataGroup, sigma: Float64Array): StoredDeviations | null {
  const { tree, data, warnings } = group;
  if (!isOurs(tree, data)) {
    return null;
  }
  const found = readAt(tree, `${data}/${deviationsName}`);
  if (found && isOfPoints(found, sigma.length) && fits(found, sigma)) {
    return found;
  }
  warnings.push({
    code: 'sigma/approximate',
    message:
      'What the points share could not be read from the file, or does not fit their σ, as after another program has changed them: σ is each point’s own, and that of areas, moments and fits over them is not right.'
  });
  return null;
}

/** σ of the file may differ by so much, relatively. */
const rounding = 1e-6;

function fits(found: StoredDeviations, sigma: Float64Array): boolean {
  const made = pointSigma(restoredUncertainty(found, sigma.length), sigma.length);
  const largest = sigma.reduce((most, s) => (s > most ? s : most), 0);
  return sigma.every((s, i) => !(Math.abs(s - made[i]) > rounding * largest));
}

function readAt(tree: Tree, at: string): StoredDeviations | null {
  const named = (start: string) =>
    tree
      .names(at)
      .filter(name => name.startsWith(start))
      .sort((a, b) => Number(a.slice(start.length)) - Number(b.slice(start.length)));
  const [bases, terms] = [named('base_'), named('term_')];
  if (bases.length > most || terms.length > most) {
    return null;
  }
  const none = new Float64Array(0);
  const list = (path: string) => tree.numbers(`${at}/${path}`);
  const [exposure, offset] = [list('exposure'), list('offset')];
  return {
    bases: bases.map(name => ({
      id: tree.attribute(`${at}/${name}`, 'id') ?? '',
      counts: list(`${name}/counts`),
      variance: list(`${name}/variance`) ?? none,
      exposure: list(`${name}/exposure`)
    })),
    terms: terms.map(name => ({
      base: bases.indexOf(tree.attribute(`${at}/${name}`, 'base') ?? ''),
      starts: list(`${name}/starts`) ?? none,
      places: list(`${name}/places`) ?? none,
      weights: list(`${name}/weights`) ?? none,
      left: list(`${name}/left`) ?? none,
      right: list(`${name}/right`) ?? none
    })),
    affine: exposure && offset ? { exposure, offset } : null
  };
}
