import { finished } from '../reading.js';
import { isAbsorptionName, isEnergy } from '../roles.js';
import { emptyMetadata } from '../metadata.js';
import type { Scan } from '../scan.js';
import { signalColumns } from '../tablecolumns.js';
import { ofEntry } from '../text/textfile.js';
import type { TextFacts, TextTable } from '../text/types.js';
import type { Declaration } from './declaration.js';
import { mappedReading } from './mapped.js';
import { TableArrays } from './tablearrays.js';
import type { ReadChoice, ScanMapping } from './types.js';

/**
 * A text's table as a scan, as a mapping says which column is what; of several scans the chosen one, or the first that it
 * fits.
 * @throws XESError `scan/entry-missing`, those of the text's format and of `mappedReading`
 */
export function readMappedText(text: string, choice: ReadChoice, mapping: ScanMapping): Scan {
  const { value, entries, entry, warnings } = ofEntry(text, choice, table =>
    mappedTable(table, mapping)
  );
  return {
    ...value,
    warnings: [...warnings, ...value.warnings],
    ...(entry === null ? {} : { entries: [...entries], entry })
  };
}

function mappedTable(table: TextTable, mapping: ScanMapping): Scan {
  const { facts } = table;
  const source = new TableArrays(table, { ...emptyMetadata(), ...facts.metadata });
  const scan = finished(mappedReading(source, mapping, declarationOf(source, facts)));
  const { planned, measured } = scan.points;
  return {
    ...scan,
    facility: facts.facility || scan.facility,
    points: { planned: Math.max(facts.planned ?? 0, planned), measured },
    warnings: [...facts.warnings, ...scan.warnings]
  };
}

/** What the names of the columns say. */
function declarationOf(source: TableArrays, facts: TextFacts): Declaration {
  const { columns } = source;
  const { arrays } = source.listing();
  const named = columns.map((column, i) => ({ ...column, ref: `${arrays[i].name}` }));
  const sigmas = named.filter(({ role }) => role === 'sigma');
  const signals = named.filter(({ role }) => role === 'intensity' || role === 'unknown');
  return {
    what: 'the columns of this table',
    energies: named.filter(({ role, label }) => label !== '' && isEnergy(role)).map(asEnergy),
    isAbsorption: facts.isAbsorption || columns.some(({ label }) => isAbsorptionName(label)),
    signals: taken => {
      const left = named.filter(({ ref }) => !taken.some(({ name }) => name === ref));
      if (left.every(({ label }) => label === '')) {
        return null;
      }
      const { signals: chosen, monitor, warnings } = signalColumns(left, facts);
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
