import { XESError } from '../../base/errors.js';
import { declaredAxes, type DeclaredAxis } from '../nexus/axes.js';
import { conventional, isAbsorption, roleIn } from '../nexus/arrayroles.js';
import { signalsOf } from '../nexus/channels.js';
import { companions } from '../nexus/declaredenergies.js';
import { findData } from '../nexus/find.js';
import type { DataGroup } from '../nexus/group.js';
import { requireUnscaled } from '../nexus/scaled.js';
import { sigmaName } from '../nexus/sigma.js';
import { signalOf } from '../nexus/signal.js';
import { unwrittenWarnings } from '../metadata.js';
import type { Reading } from '../reading.js';
import type { Tree } from '../tree.js';
import type { Declaration, DeclaredEnergy, DeclaredSignals } from './declaration.js';
import { mappedReading } from './mapped.js';
import { TreeArrays } from './treearrays.js';
import type { ScanMapping } from './types.js';

/**
 * Read a scan from an HDF5 file's arrays according to a mapping.
 * @param entry whose arrays they are; default: the entry the file shows first.
 * @throws XESError `scan/entry-missing`, and those of `mappedReading`
 */
export function* mappedTreeReading(tree: Tree, mapping: ScanMapping, entry?: string): Reading {
  const source = new TreeArrays(tree, entry);
  const scan = yield* mappedReading(source, mapping, declarationOf(tree, source.top));
  return {
    ...scan,
    links: { missing: [...new Set(tree.missingLinks())] },
    warnings: [...source.warnings(), ...scan.warnings, ...unwrittenWarnings(tree.unwritten())],
    ...source.ofEntries()
  };
}

/** The declaration derived from the default NXdata of an entry. */
function declarationOf(tree: Tree, top: string): Declaration {
  const group = groupOf(tree, top);
  return {
    what: `the arrays of ${top || 'this file'}`,
    energies: group ? energiesOf(group) : [],
    isAbsorption: isAbsorption({ tree, entry: top }),
    signals: () => group && signalsIn(group),
    sigmaOf: ({ path }) => (path === null ? null : sigmaBeside(tree, path)),
    check: ({ path }) => {
      if (path !== null) {
        const isSignal = group !== null && path === `${group.data}/${group.signal}`;
        requireUnscaled(tree, parentOf(path), path, isSignal);
      }
    }
  };
}

/** The NXdata of an entry, if its signal is an array of numbers. */
function groupOf(tree: Tree, top: string): DataGroup | null {
  const found = findData(tree, top === '' ? undefined : top);
  const signal = found && signalOf(tree, found.data);
  return found && signal && tree.isNumeric(`${found.data}/${signal}`)
    ? { tree, data: found.data, entry: found.entry, signal, warnings: [] }
    : null;
}

function signalsIn(group: DataGroup): DeclaredSignals {
  const separate = { ...group, warnings: [] };
  const signals = signalsOf(separate, shapeOf(group));
  const intensity = signals.map(({ path }) => path);
  return { intensity, names: signals.map(({ name }) => name), warnings: separate.warnings };
}

function energiesOf(group: DataGroup): DeclaredEnergy[] {
  const { tree, data, signal } = group;
  const shape = shapeOf(group);
  const declared = declaredAxes(tree, data, signal, shape);
  const along = declared.length > 0 ? declared : placedByLength(group, shape);
  return [
    ...along.map(({ name, dims }) => ({ path: `${data}/${name}`, dims })),
    ...companions(group, declared, shape)
  ]
    .filter(({ path }) => tree.isNumeric(path))
    .map(({ path, dims }) => ({ ref: path, role: roleIn(group, path), dims }));
}

/** A mapping may resolve what is ambiguous here: then nothing is declared. */
function placedByLength(group: DataGroup, shape: readonly number[]): DeclaredAxis[] {
  try {
    return conventional(group, shape);
  } catch (error) {
    if (error instanceof XESError && error.code === 'scan/columns-unknown') {
      return [];
    }
    throw error;
  }
}

function shapeOf({ tree, data, signal }: DataGroup): number[] {
  return tree.shape(`${data}/${signal}`) ?? [];
}

/** The array next to another one with the name of its uncertainties. */
function sigmaBeside(tree: Tree, path: string): string | null {
  const data = parentOf(path);
  const signal = signalOf(tree, data) ?? '';
  const name = sigmaName({ tree, data, signal, warnings: [] }, path.slice(data.length + 1));
  return name === undefined ? null : `${data}/${name}`;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
