import fc from 'fast-check';
import { readTree, type Scan } from '../../../src/formats';
import { roleOfName } from '../../../src/formats/roles';
import { energyUnit, isPlainlyElectronVolts, unitOfLabel } from '../../../src/formats/units';
import { XESError } from '../../../src/base/errors';
import { FakeTree, type FakeNode } from './faketree';

describe('units of energy', () => {
  it.each([
    ['eV', 1],
    ['ev', 1],
    ['EV', 1],
    ['electron volts', 1],
    ['electronvolt', 1],
    ['keV', 1000],
    ['kev', 1000],
    ['KeV', 1000],
    ['KEV', 1000],
    ['k eV', 1000],
    ['[keV]', 1000],
    ['(keV)', 1000],
    ['kilo electron volt', 1000],
    ['kilo-electron-volts', 1000],
    ['Kiloelectronvolts', 1000],
    ['meV', 1e-3],
    ['MeV', 1e6],
    ['GeV', 1e9],
    ['J', 1 / 1.602176634e-19]
  ])('%j is %d eV', (text, factor) => {
    const unit = energyUnit(text);
    expect(unit.kind === 'energy' && unit.factor / factor).toBeCloseTo(1, 12);
  });

  it.each(['deg', 'mev', 'MEV', 'px', 'counts', 'A', 'constructor', '1/eV'])(
    '%j is not a unit',
    text => {
      expect(energyUnit(text)).toMatchObject({ kind: 'other' });
    }
  );

  it.each([null, '', ' ', '()'])('%j is unknown', text => {
    expect(energyUnit(text)).toEqual({ kind: 'none' });
  });

  it.each([
    ['energy_keV', 'energy', 1000],
    ['Energy [keV]', 'Energy', 1000],
    ['Emission energy / KeV', 'Emission energy', 1000],
    ['E, eV', 'E', 1],
    ['E (kilo electron volts)', 'E', 1000],
    ['energy_kilo_electron_volt', 'energy', 1000],
    ['mono k eV', 'mono', 1000],
    ['transfer (meV)', 'transfer', 1e-3]
  ])('are found in a label: %j', (label, stem, factor) => {
    expect(unitOfLabel(label)).toEqual({
      stem,
      unit: expect.objectContaining({ kind: 'energy', factor }) as unknown
    });
  });

  it.each(['energy', 'column_j', 'i0', 'lev', ''])('are not found in a label: %j', label => {
    expect(unitOfLabel(label)).toEqual({ stem: label, unit: { kind: 'none' } });
  });

  it('are the same whatever surrounds them', () => {
    const around = fc.constantFrom(['', ''], [' ', ' '], ['(', ')'], ['[', ']'], ['  [', ']']);
    const unit = fc.constantFrom('eV', 'keV', 'kiloelectronvolt', 'k eV', 'meV');
    fc.assert(
      fc.property(unit, around, (text, [before, after]) => {
        expect(energyUnit(`${before}${text}${after}`)).toEqual(energyUnit(text));
      })
    );
  });

  it('are found in any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(['energy', 'none', 'other']).toContain(energyUnit(text).kind);
        expect(['energy', 'none', 'other']).toContain(unitOfLabel(text).unit.kind);
        expect(typeof roleOfName(text)).toBe('string');
      })
    );
  });

  it('are clear without a name only if keV are impossible', () => {
    expect(isPlainlyElectronVolts([8679, 10180])).toBe(true);
    expect(isPlainlyElectronVolts([8.679, 10.18])).toBe(false);
    expect(isPlainlyElectronVolts([NaN, Infinity])).toBe(false);
  });
});

describe('names', () => {
  it.each([
    ['Ω', 'incident'],
    ['ω', 'emission'],
    ['omega', 'emission'],
    ['Ω − ω', 'transfer'],
    ['energy_transfer', 'transfer'],
    ['E_in', 'incident'],
    ['energy_out', 'emission'],
    ['Incident energy', 'incident'],
    ['Emission energy', 'emission'],
    ['mono', 'incident'],
    ['xes_en', 'emission'],
    ['energy', 'energy'],
    ['I0', 'monitor'],
    ['pixel', 'order'],
    ['chi', 'unknown']
  ])('%j is %s', (name, role) => {
    expect(roleOfName(name)).toBe(role);
  });
});

describe('an NXdata with any attributes', () => {
  const word = fc.constantFrom(
    'y',
    'incident',
    'emission',
    'transfer',
    '.',
    'gone',
    '',
    '0',
    'a:b'
  );
  const words = fc.array(word, { maxLength: 4 }).map(list => list.join(','));
  const unit = fc.constantFrom('eV', 'keV', 'deg', '', 'mev');
  const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 });
  const attributes = fc.record({
    signal: fc.oneof(fc.constant('y'), words),
    axes: fc.oneof(words, fc.string()),
    incident_indices: fc.oneof(words, fc.constantFrom('0', '1', '0,1', '7', '-1', '1.5')),
    emission_indices: fc.constantFrom('0', '1', ''),
    auxiliary_signals: words,
    default: word
  });

  it('is read with arrays that fit each other, or refused with a code', () => {
    fc.assert(
      fc.property(attributes, shape, shape, unit, (group, ofSignal, ofAxis, units) => {
        const make = (of: number[]): FakeNode => ({
          shape: of,
          values: Array.from({ length: of.reduce((a, b) => a * b, 1) }, (_, i) => 9000 + i)
        });
        const stated = Object.entries(group).map(([name, value]) => [`/entry/data@${name}`, value]);
        const tree = new FakeTree({
          '/@default': 'entry',
          '/entry@default': 'data',
          '/entry@NX_class': 'NXentry',
          '/entry/data@NX_class': 'NXdata',
          ...(Object.fromEntries(stated) as Record<string, string>),
          '/entry/data/y': make(ofSignal),
          '/entry/data/incident': make(ofAxis),
          '/entry/data/incident@units': units,
          '/entry/data/emission': make(ofSignal.slice(0, 1)),
          '/entry/data/emission@units': 'eV'
        });
        let scan: Scan;
        try {
          scan = readTree(tree);
        } catch (error) {
          expect(error).toBeInstanceOf(XESError);
          expect((error as XESError).code).toMatch(/^scan\//);
          return;
        }
        const n = scan.channels[0].intensity.length;
        expect(scan.channels[0].emission).toHaveLength(n);
        expect(scan.incident?.length ?? n).toBe(n);
        expect(scan.points.measured).toBeGreaterThan(0);
      }),
      { numRuns: 1000 }
    );
  });
});
