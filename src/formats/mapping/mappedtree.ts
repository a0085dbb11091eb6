import { declaredAxes } from '../nexus/axes.js';
import { roleOfArray } from '../nexus/energies.js';
import { findData } from '../nexus/find.js';
import { requireUnscaled } from '../nexus/scaled.js';
import { sigmaName } from '../nexus/sigma.js';
import { signalOf } from '../nexus/signal.js';
import { unwrittenWarnings } from '../metadata.js';
import type { Reading } from '../reading.js';
import { isEnergy } from '../roles.js';
import type { Tree } from '../tree.js';
import type { Declaration, DeclaredEnergy } from './declaration.js';
import { mappedReading } from './mapped.js';
import { TreeArrays } from './treearrays.js';
import type { ScanMapping } from './types.js';

/**
 * A scan of an HDF5 file's arrays, as a mapping says which is what.
 * @param entry whose arrays they are; absent: of the one that the file is looked at by.
 * @throws XESError `scan/entry-missing`, and those of `mappedReading`
 */
export function* mappedTreeReading(tree: Tree, mapping: ScanMapping, entry?: string): Reading {
  const source = new TreeArrays(tree, entry);
  const scan = yield* mappedReading(source, mapping, declarationOf(tree, source.top));
  return {
    ...scan,
    links: { missing: [...new Set(tree.missingLinks())] },
    warnings: [...scan.warnings, ...unwrittenWarnings(tree.unwritten())],
    ...source.ofEntries()
  };
}

/** What the NXdata says that an entry is looked at by. */
function declarationOf(tree: Tree, top: string): Declaration {
  const found = findData(tree);
  const data = found !== null && (top === '' || found.data.startsWith(`${top}/`)) ? found.data : '';
  const signal = data === '' ? null : signalOf(tree, data);
  const path = `${data}/${signal ?? ''}`;
  const isThere = signal !== null && tree.isNumeric(path);
  const isAbsorption = /^NXxas/.test(tree.text(`${top}/definition`) ?? '');
  return {
    what: `the arrays of ${top || 'this file'}`,
    energies: isThere ? energiesOf(tree, data, signal) : [],
    isAbsorption,
    signals: () => (isThere ? { intensity: [path], warnings: [] } : null),
    sigmaOf: array => {
      const own = array.path ?? '';
      const [group, label] = [parentOf(own), own.slice(own.lastIndexOf('/') + 1)];
      const group_ = { tree, data: group, signal: signalOf(tree, group) ?? '', warnings: [] };
      const name = sigmaName(group_, label);
      return name === undefined ? null : `${group}/${name}`;
    },
    check: array => {
      const own = array.path ?? '';
      requireUnscaled(tree, parentOf(own), own, own === path);
    }
  };
}

function energiesOf(tree: Tree, data: string, signal: string): DeclaredEnergy[] {
  const shape = tree.shape(`${data}/${signal}`) ?? [];
  const declared = declaredAxes(tree, data, signal, shape);
  const others = tree
    .names(data)
    .filter(name => name !== signal && !declared.some(one => one.name === name))
    .map(name => ({ name, dims: [] as number[] }))
    .filter(({ name }) => {
      const role = roleOfArray(tree, `${data}/${name}`);
      return isEnergy(role) && role !== 'energy' && !/_(errors?|uncertainties)$/.test(name);
    });
  return [...declared, ...others]
    .map(({ name, dims }) => ({ path: `${data}/${name}`, dims }))
    .filter(({ path }) => tree.isNumeric(path) && isEnergy(roleOfArray(tree, path)))
    .map(({ path, dims }) => ({ ref: path, role: roleOfArray(tree, path), dims }));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
