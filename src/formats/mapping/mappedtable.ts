import { emptyMetadata } from '../metadata.js';
import { finished } from '../reading.js';
import { isAbsorptionName, isEnergy, type Role } from '../roles.js';
import type { Scan } from '../scan.js';
import { sigmaOf, signalColumns } from '../tablecolumns.js';
import { ofEntry } from '../text/textfile.js';
import type { TextTable } from '../text/types.js';
import type { Declaration } from './declaration.js';
import { mappedReading } from './mapped.js';
import { signalsOf } from './meaning.js';
import { TableArrays } from './tablearrays.js';
import { withComments } from './tablecomments.js';
import type { ScanMapping } from './types.js';

/**
 * Read a scan from text according to a mapping of its columns.
 * @param entry name of one of several scans; default: the first that the mapping fits.
 * @throws XESError `table/invalid`, `scan/entry-missing`, and those of `mappedReading`
 */
export function readMappedText(text: string, mapping: ScanMapping, entry?: string): Scan {
  const choice = entry === undefined ? {} : { entry };
  const found = ofEntry(text, choice, table => mappedTable(table, mapping));
  const { value, entries, entry: read, warnings } = found;
  return {
    ...value,
    warnings: [...warnings, ...value.warnings],
    ...(read !== null && entries.length > 1 ? { entries: [...entries], entry: read } : {})
  };
}

/** Read a scan from a table according to a mapping. @throws those of `mappedReading` */
export function mappedTable(table: TextTable, mapping: ScanMapping): Scan {
  const { facts } = table;
  const source = new TableArrays(table, { ...emptyMetadata(), ...facts.metadata });
  const declaration = declarationOf(source, table);
  const read = finished(mappedReading(source, mapping, declaration));
  const scan = withComments(read, table.comments, signalsOf(source, mapping, declaration));
  return {
    ...scan,
    facility: facts.facility || scan.facility,
    points: { ...scan.points, planned: Math.max(facts.planned ?? 0, scan.points.planned) },
    warnings: [...facts.warnings, ...scan.warnings]
  };
}

/** The declaration derived from the names of the columns. */
function declarationOf(source: TableArrays, { facts }: TextTable): Declaration {
  const { columns } = source;
  const { arrays } = source.listing();
  const named = columns.map((column, i) => ({ ...column, ref: arrays[i].name }));
  return {
    what: 'the columns of this table',
    energies: named.filter(({ role, label }) => label !== '' && isEnergy(role)).map(asEnergy),
    isAbsorption: facts.isAbsorption || columns.some(({ label }) => isAbsorptionName(label)),
    signals: taken => {
      const remaining = named.filter(({ ref }) => !taken.some(({ name }) => name === ref));
      if (remaining.every(({ label }) => label === '')) {
        return null;
      }
      const { signals: chosen, monitor, warnings } = signalColumns(remaining, facts);
      return {
        intensity: chosen.map(({ ref }) => ref),
        ...(monitor ? { monitor: monitor.ref } : {}),
        warnings
      };
    },
    sigmaOf: ({ name }) => {
      const signal = named.find(({ ref }) => ref === name);
      return (signal && sigmaOf(named, signal)?.ref) ?? null;
    },
    check: () => undefined
  };
}

function asEnergy({ ref, role }: { ref: string; role: Role }) {
  return { ref, role, dims: [] };
}
