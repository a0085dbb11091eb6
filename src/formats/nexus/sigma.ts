import type { ScanWarning } from '../scan.js';
import { isAlike } from '../shapes.js';
import type { Tree } from '../tree.js';

/** The properties of an NXdata needed for its uncertainties. */
export interface SigmaGroup {
  tree: Tree;
  data: string;
  signal: string;
  warnings: ScanWarning[];
}

/** The dataset with σ of a signal, under any of the usual names; undefined if there is none. */
export function sigmaName({ tree, data, signal }: SigmaGroup, label: string): string | undefined {
  const named = tree.attribute(`${data}/${label}`, 'uncertainties');
  const names = [named, `${label}_errors`, `${label}_uncertainties`, `${label}_error`];
  const candidates = label === signal ? [...names, 'errors'] : names;
  return candidates.find(name => name && tree.kind(`${data}/${name}`) === 'dataset') ?? undefined;
}

/** Names of the arrays of a group that are uncertainties of others, and so never axes. */
export function uncertaintyNames(tree: Tree, data: string): ReadonlySet<string> {
  const names = tree.names(data);
  const stated = names.flatMap(name => tree.attributes(`${data}/${name}`, 'uncertainties'));
  const bySuffix = names.filter(name => /(^|_)(errors?|uncertainties)$/.test(name));
  return new Set([...stated, ...bySuffix]);
}

/** σ of a signal of n points; null if there is none, or, with a warning, if it does not fit. */
export function sigmaOf(group: SigmaGroup, label: string, n: number): Float64Array | null {
  const { tree, data } = group;
  const found = sigmaName(group, label);
  const values = found ? tree.numbers(`${data}/${found}`) : null;
  const shapeOf = (name: string) => tree.shape(`${data}/${name}`) ?? [];
  const [ownShape, signalShape] = [shapeOf(found ?? label), shapeOf(label)];
  const fits = values?.length === n && isAlike(ownShape, signalShape);
  if (values && !fits) {
    const message = `"${found}" has ${ownShape.join(' × ') || 1} values where the signal has ${signalShape.join(' × ') || 1}: the uncertainties are not known.`;
    group.warnings.push({ code: 'nexus/errors-ignored', message });
  }
  return fits ? values : null;
}
