import { finished } from '../reading.js';
import { isAbsorptionName, isEnergy } from '../roles.js';
import type { Scan, ScanMetadata } from '../scan.js';
import { readTable, type Table } from '../table.js';
import { signalColumns } from '../tablecolumns.js';
import type { Declaration } from './declaration.js';
import { mappedReading } from './mapped.js';
import { TableArrays } from './tablearrays.js';
import type { TextEntries } from './tablelisting.js';
import type { ScanMapping } from './types.js';

/** What is known of a table besides its columns. */
export interface TableFacts {
  metadata?: ScanMetadata;
  /** Scans of the text that it is of. */
  entries?: TextEntries;
  /** Whether the text says that the incident energy was scanned. */
  isAbsorption?: boolean;
}

/**
 * A text's table as a scan, as a mapping says which column is what.
 * @throws XESError those of `readTable` and `mappedReading`
 */
export function readMappedTable(text: string, mapping: ScanMapping): Scan {
  return mappedTable(readTable(text), mapping);
}

/** The same of a table that was read. */
export function mappedTable(table: Table, mapping: ScanMapping, facts: TableFacts = {}): Scan {
  const source = new TableArrays(table, facts.metadata, facts.entries);
  return finished(mappedReading(source, mapping, declarationOf(source, facts)));
}

/** What the names of the columns say. */
function declarationOf(source: TableArrays, { isAbsorption = false }: TableFacts): Declaration {
  const { columns } = source;
  const { arrays } = source.listing();
  const named = columns.map((column, i) => ({ ...column, ref: `${arrays[i].name}` }));
  const sigmas = named.filter(({ role }) => role === 'sigma');
  const signals = named.filter(({ role }) => role === 'intensity' || role === 'unknown');
  return {
    what: 'the columns of this table',
    energies: named.filter(({ role, label }) => label !== '' && isEnergy(role)).map(asEnergy),
    isAbsorption: isAbsorption || columns.some(({ label }) => isAbsorptionName(label)),
    signals: taken => {
      const left = named.filter(({ ref }) => !taken.some(({ name }) => name === ref));
      if (left.every(({ label }) => label === '')) {
        return null;
      }
      const { signals: chosen, monitor, warnings } = signalColumns(left);
      return {
        intensity: chosen.map(({ ref }) => ref),
        ...(monitor ? { monitor: monitor.ref } : {}),
        warnings
      };
    },
    sigmaOf: () => (sigmas.length === 1 && signals.length === 1 ? sigmas[0].ref : null),
    check: () => undefined
  };
}

function asEnergy({ ref, role }: { ref: string; role: Declaration['energies'][number]['role'] }) {
  return { ref, role, dims: [] };
}
