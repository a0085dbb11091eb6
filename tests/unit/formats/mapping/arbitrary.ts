import fc from 'fast-check';
import type { ScanMapping } from '../../../../src/formats/mapping/types';

const name = fc.string({ minLength: 1, maxLength: 12 }).filter(text => text.trim() !== '');
const names = fc.oneof(
  name,
  fc.uniqueArray(name, { minLength: 2, maxLength: 4 }).map(list => list as readonly string[])
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Mappings in written form: impossible combinations are left out. */
export const mappings: fc.Arbitrary<ScanMapping> = fc
  .record({
    incident: maybe(name),
    emission: maybe(name),
    transfer: maybe(name),
    signals: maybe(fc.tuple(fc.constantFrom('intensity' as const, 'counts' as const), names)),
    monitor: maybe(name),
    time: maybe(name),
    unit: maybe(fc.constantFrom('eV', 'keV', 'meV'))
  })
  .map(({ incident, emission, transfer, signals, monitor, time, unit }) =>
    Object.fromEntries(
      Object.entries({
        incident,
        emission,
        transfer: incident && emission ? undefined : transfer,
        ...(signals ? { [signals[0]]: signals[1] } : {}),
        monitor,
        time,
        unit
      }).filter(([, part]) => part !== undefined)
    )
  );
