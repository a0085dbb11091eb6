import { writtenAxis } from '../../../src/base/writtenaxis';
import fc from 'fast-check';
import {
  isTable,
  csvLines,
  mapRows,
  readCurves,
  readTable,
  readTableScan,
  spectrumRows
} from '../../../src/formats';
import { decodeText } from '../../../src/io/text';
import { XESError } from '../../../src/base/errors';
import { isSameEnergy, scanMap, scanSpectrum, type Spectrum } from '../../../src/science';
import { grid, measured, steps } from '../science/synthetic';

const one = (text: string) => {
  const { curves } = readCurves(text);
  expect(curves).toHaveLength(1);
  const { spectrum, ...rest } = curves[0];
  return {
    ...rest,
    energy: [...spectrum.energy],
    intensity: [...spectrum.intensity],
    sigma: [...spectrum.sigma]
  };
};
const known = [NaN, NaN];

describe('tables of the predecessor', () => {
  it('averages', () => {
    const wanted = { axis: 'emission', energy: [9558, 9559], intensity: [1, 2], sigma: known };
    expect(one('omega_eV,intensity\n9558,1\n9559,2\n')).toMatchObject(wanted);
    const factor = '# normalisation_factor=3\n';
    expect(one(`omega_eV,intensity_normalised\n9558,1\n9559,2\n${factor}`)).toMatchObject(wanted);
  });

  it('backgrounds: the remainder is the curve', () => {
    const { intensity, columns } = one('omega_eV,background,residual\n9558,1,3\n9559,2,4\n');
    expect(intensity).toEqual([3, 4]);
    expect(columns).toEqual({ background: Float64Array.of(1, 2) });
  });

  it('profiles: each with its own energies, padded with NaN', () => {
    const { curves } = readCurves('Ω (eV),a,Ω (eV),b\n1,10,5,50\n2,20,6,60\nnan,nan,7,70\n');
    expect(curves.map(({ name, axis }) => [name, axis])).toEqual([
      ['a', 'incident'],
      ['b', 'incident']
    ]);
    expect(curves.map(({ spectrum }) => [...spectrum.energy])).toEqual([
      [1, 2],
      [5, 6, 7]
    ]);
  });

  it('several columns over one energy', () => {
    const { curves } = readCurves('energy_eV,first,second\n1,10,100\n2,20,200\n');
    expect(curves.map(({ name }) => name)).toEqual(['first', 'second']);
    expect([...curves[1].spectrum.intensity]).toEqual([100, 200]);
  });

  it('maps as triplets in energy transfer', () => {
    const rows = ['9658,1020.1,1', '9658,1019.8,2', '9658.3,1020.4,3', '9658.3,1020.1,4'];
    const text = `Ω (eV),Ω − ω (eV),FFI1_medipix1 (counts)\n${rows.join('\n')}\n`;
    const { map } = readCurves(text);
    expect(map && [...map.emission]).toEqual([8637.9, 8638.2]);
    expect(map && [...map.intensity]).toEqual([1, 3, 2, 4]);
  });

  it('maps as a grid', () => {
    const text = '# top row: Ω (eV), first col: ω (eV)\nnan,9658,9659\n8638,1,2\n8639,3,nan\n';
    const { map } = readCurves(text);
    expect(map && [...map.incident]).toEqual([9658, 9659]);
    expect(map && [...map.emission]).toEqual([8638, 8639]);
    expect(map && [...map.intensity]).toEqual([1, 2, 3, NaN]);
  });
});

describe('tables of others', () => {
  it('may have blanks, tabs or semicolons, no names, energies in keV, any order', () => {
    for (const separator of [' ', '\t', ';', ', ']) {
      const text = ['energy_keV', 'intensity'].join(separator.trim() || separator);
      const rows = [`9.559${separator}2`, `9.558${separator}1`].join('\r\n');
      const bytes = new TextEncoder().encode(`\uFEFF${text}\r\n${rows}\r\n`);
      expect(one(decodeText(bytes))).toMatchObject({
        energy: [9558, 9559],
        intensity: [1, 2]
      });
    }
    expect(one('9001 10\n9002 20\n')).toMatchObject({
      energy: [9001, 9002],
      intensity: [10, 20]
    });
  });

  it('are a map if a named energy repeats next to an unnamed one', () => {
    const rows = [9660, 9661].flatMap(a => [8630, 8631, 8632].map(b => `${a},${b},${a - b}`));
    for (const [names, known] of [
      ['incident_eV,Energy (eV),intensity', 'emission'],
      ['Energy (eV),emission_eV,intensity', 'incident']
    ]) {
      const { map, warnings } = readCurves(`${names}\n${rows.join('\n')}\n`);
      expect(map && [map.incident.length, map.emission.length]).toEqual([2, 3]);
      expect(warnings).toEqual([
        {
          code: 'scan/axis-assumed',
          message: `The table does not say which energy "Energy (eV)" is: it is taken as the ${known} energy.`
        }
      ]);
    }
    const inStep = 'incident_eV,energy_eV,intensity\n9660,9660.1,1\n9661,9661.1,2\n';
    expect(readCurves(inStep).curves[0]).toMatchObject({ axis: 'incident' });
  });

  it('report what is doubtful', () => {
    const { warnings, curves } = readCurves('energy_eV,intensity\n1,10\n1,11\n2,nan\n3,3');
    expect(warnings.map(({ code }) => code)).toEqual([
      'table/no-end',
      'table/repeated-energy',
      'table/incomplete-rows'
    ]);
    expect([...curves[0].spectrum.energy]).toEqual([1, 3]);
  });

  it('average the rows of one energy, as scans do, in any position', () => {
    const rows = '3,7,0.5,70\n1,10,3,1\n2,5,1,9\n1,14,4,3\n3,8,0.5,80\n3,9,0.5,90\n';
    const { curves, warnings } = readCurves(`energy_eV,intensity,sigma,fit\n${rows}`);
    const [{ spectrum, columns, repeated }] = curves;
    expect([...spectrum.energy]).toEqual([1, 2, 3]);
    expect([...spectrum.intensity]).toEqual([12, 5, 8]);
    expect(spectrum.sigma[0]).toBeCloseTo(5 / 2, 12); // √(3² + 4²)/2
    expect(spectrum.sigma[1]).toBe(1);
    expect(spectrum.sigma[2]).toBeCloseTo(0.5 / Math.sqrt(3), 12);
    expect([...columns.fit]).toEqual([2, 9, 80]);
    expect(repeated).toBe(3);
    expect(warnings).toEqual([
      {
        code: 'table/repeated-energy',
        message: '3 row(s) repeat an energy: the rows of one energy are averaged.'
      }
    ]);
    const unknown = readCurves('energy_eV,intensity,sigma\n1,10,3\n1,14,nan\n2,5,1\n');
    expect([...unknown.curves[0].spectrum.sigma]).toEqual([NaN, 1]);
  });

  it.each([
    ['-1', 1],
    ['nan', 1],
    ['inf', 1],
    ['0', 0]
  ])('report missing σ at some points, as %s is', (sigma, count) => {
    const missing = ({ warnings }: { warnings: { code: string; message: string }[] }) =>
      warnings
        .filter(({ code }) => code === 'spectrum/sigma-missing')
        .map(warning => warning.message);
    const wanted = Array<unknown>(count).fill(expect.stringContaining('at 1 of 3 points'));
    const rows = `1,10,2\n2,11,${sigma}\n3,12,2\n4,nan,nan\n`;
    expect(missing(readCurves(`energy_eV,intensity,sigma\n${rows}`))).toEqual(wanted);
    const cells = `1,5,10,2\n1,6,11,${sigma}\n2,5,12,2\n2,6,nan,nan\n`;
    expect(missing(readCurves(`incident_eV,emission_eV,intensity,sigma\n${cells}`))).toEqual(
      wanted
    );
    const nowhere = (rest: string) =>
      missing(readCurves(`energy_eV,intensity,sigma\n1,10,${sigma}\n2,11,${rest}\n`));
    const warnings = [expect.stringContaining('nowhere a number above zero')];
    expect(nowhere(sigma)).toEqual(sigma === 'nan' ? [] : warnings);
    expect(nowhere('nan')).toEqual(sigma === 'nan' ? [] : warnings);
  });

  it('leave out and report rows with an energy of 0, but a transfer or a position along a line may be 0', () => {
    const codes = ({ warnings }: { warnings: { code: string }[] }) =>
      warnings.map(({ code }) => code).filter(code => code.startsWith('table/'));
    for (const names of [
      'energy_eV,intensity,sigma',
      'emission_eV,intensity,sigma',
      'E_in_eV,y,err'
    ]) {
      const read = readCurves(`${names}\n9001,1,1\n0,5,1\n9003,3,1\n`);
      expect([...read.curves[0].spectrum.energy]).toEqual([9001, 9003]);
      expect(codes(read)).toEqual(['table/incomplete-rows']);
    }
    expect(one('9001 1\n0 5\n9003 3\n').energy).toEqual([9001, 9003]);
    for (const axis of ['transfer', 'line']) {
      const read = readCurves(`energy_eV,intensity,sigma\n0,1,1\n1,5,1\n# energy: ${axis}\n`);
      expect([...read.curves[0].spectrum.energy]).toEqual([0, 1]);
      expect(codes(read)).toEqual([]);
    }
  });

  it.each(['0,9001,7', '9658.3,0,7', 'nan,9001,7', '9658.3,9001,nan'])(
    'report rows of a map that lack a number: %s',
    row => {
      const cells = ['9658,9001,1', '9658,9002,2', '9658.3,9002,4', row];
      const { map, warnings } = readCurves(
        `incident_eV,emission_eV,intensity\n${cells.join('\n')}\n`
      );
      expect([...map!.emission]).toEqual([9001, 9002]);
      expect([...map!.incident]).toEqual([9658, 9658.3]);
      expect(warnings.map(({ code }) => code)).toEqual(['table/incomplete-rows']);
    }
  );

  it.each([
    ['a row that was cut off', 'a,b,c\n1,2,3\n1,2\n', 'line 3 has 2 columns'],
    ['words', 'a,b\n1,2\n1,two\n', '"two" in line 3'],
    ['numbers of programs', 'a,b\n1,2\n1,0x10\n', '"0x10"'],
    ['no rows', 'a,b\n', 'no rows'],
    ['one column', 'a\n1\n', 'no rows'],
    ['no numbers at all', 'energy_eV,intensity\nnan,nan\n', 'No row']
  ])('are refused with %s', (_, text, sentence) => {
    expect(() => readCurves(text)).toThrow(
      expect.objectContaining({
        code: 'table/invalid',
        message: expect.stringContaining(sentence) as string
      })
    );
  });

  it('are recognised by their first rows', () => {
    expect(isTable('# note\nenergy,I\n1,2\n')).toBe(true);
    expect(isTable('1 2\n3 4\n')).toBe(true);
    expect(isTable('# Ring energy: 3.00086 GeV\n1 2\n3 4\n')).toBe(false); // a damaged scan
    for (const text of ['', 'hello', 'hello world\nhow are you\n', '1\n2\n', '{"a": 1,\n"b": 2}']) {
      expect(isTable(text)).toBe(false);
    }
  });
});

const value = fc.double({ noNaN: true, noDefaultInfinity: true });
/** Rows at an energy of 0 were not measured, and are left out. */
const energy = value.filter(e => Math.abs(e) > 1e-3);

describe('written results', () => {
  it('are read back to the bit', () => {
    const rows = fc.uniqueArray(fc.tuple(energy, value, fc.double({ min: 0, noNaN: true })), {
      minLength: 1,
      comparator: ([one], [other]) => isSameEnergy(one, other)
    });
    fc.assert(
      fc.property(rows, fc.constantFrom('emission', 'incident'), (points, axis) => {
        const sorted = points.map(point => point.map(x => x + 0)).sort((a, b) => a[0] - b[0]);
        const column = (k: number) => Float64Array.from(sorted, point => point[k]);
        const spectrum: Spectrum = {
          energy: column(0),
          intensity: column(1),
          sigma: column(2).map(sigma => (sigma < Infinity ? sigma : NaN))
        };
        const { curves, comments } = readCurves(
          csvLines(spectrumRows(spectrum, axis), ['title: a\nb', `energy: ${axis}`])
        );
        expect(curves[0].spectrum).toEqual({
          ...spectrum,
          energy: writtenAxis(spectrum.energy, axis)
        });
        expect(curves[0].axis).toBe(axis);
        expect(comments[0]).toBe('title: a b');
      })
    );
  });

  it('are the same map in both views', () => {
    const points = measured(grid(steps(9658, 0.3, 4), steps(8630, 0.3, 5)));
    const map = scanMap(points, points);
    for (const view of ['incident', 'transfer'] as const) {
      const read = readCurves(csvLines(mapRows(map, view), ['title: x'])).map;
      expect(read?.intensity).toEqual(map.intensity);
      expect(read?.sigma).toEqual(map.sigma);
      read?.emission.forEach((energy, i) => expect(energy).toBeCloseTo(map.emission[i], 9));
    }
  });

  it('open as a scan', () => {
    const spectrum = {
      energy: Float64Array.of(1, 2),
      intensity: Float64Array.of(3, 4),
      sigma: Float64Array.of(0.1, 0.2)
    };
    const scan = readTableScan(
      csvLines(spectrumRows(spectrum, 'incident'), ['title: one', 'energy: incident'])
    );
    expect(scan).toMatchObject({ format: 'csv', kind: 'HERFD-XANES', metadata: { title: 'one' } });
  });
});

describe('a table of several curves', () => {
  const spectra = (text: string) => {
    const scan = readTableScan(text);
    const curves = scan.channels.map(arm => scanSpectrum(scan, arm));
    return { scan, curves, names: scan.channels.map(({ name }) => name) };
  };
  const sentence = ({ warnings }: { warnings: { code: string; message: string }[] }) =>
    warnings.find(({ code }) => code === 'table/several-curves')?.message;

  it('is a scan with a channel for each, by its name', () => {
    const { scan, curves, names } = spectra('emission_eV,a,b,a\n1001,10,100,7\n1002,20,nan,8\n');
    expect(names).toEqual(['a', 'b', 'a-2']);
    expect(scan.kind).toBe('XES');
    expect(curves.map(({ energy, intensity }) => [[...energy], [...intensity]])).toEqual([
      [
        [1001, 1002],
        [10, 20]
      ],
      [[1001], [100]],
      [
        [1001, 1002],
        [7, 8]
      ]
    ]);
    expect(sentence(scan)).toBe(
      'This table has 3 curves; the first is shown (a). The others can be chosen: b, a-2.'
    );
  });

  it('retains the energies of each of the predecessor’s profiles', () => {
    const { scan, curves } = spectra('Ω (eV),a,Ω (eV),b\n1,10,5,50\n2,20,2,60\nnan,nan,7,70\n');
    expect(scan.kind).toBe('HERFD-XANES');
    expect(curves.map(({ energy, intensity }) => [[...energy], [...intensity]])).toEqual([
      [
        [1, 2],
        [10, 20]
      ],
      [
        [2, 5, 7],
        [60, 50, 70]
      ]
    ]);
  });

  it('leaves out curves along another energy, with a warning', () => {
    const { scan, names } = spectra('Ω (eV),a,ω (eV),b\n1,10,5,50\n2,20,6,60\n');
    expect(names).toEqual(['default']);
    expect(sentence(scan)).toContain('1 of them can not');
  });

  it('has at most a thousand channels', () => {
    const names = Array.from({ length: 1002 }, (_, i) => `c${i}`);
    const row = (energy: number) => [energy, ...names.map((_, i) => i)].join(',');
    const { scan } = spectra(`emission_eV,${names.join(',')}\n${row(1001)}\n${row(1002)}\n`);
    expect(scan.channels).toHaveLength(1000);
    expect(sentence(scan)).toContain('2 of them can not');
  });

  it('has one channel, "default", for one curve', () => {
    expect(spectra('omega_eV,background,residual\n9558,1,3\n9559,2,4\n').names).toEqual([
      'default'
    ]);
  });
});

describe('any text', () => {
  const cell = fc.oneof(
    value.map(String),
    fc.constantFrom('nan', '', 'inf', '-inf', 'x', 'energy_eV')
  );
  const line = fc.oneof(
    fc.array(cell, { maxLength: 5 }).map(cells => cells.join(',')),
    fc.string().map(text => `# ${text}`),
    fc.string()
  );
  const text = fc.array(line).map(lines => lines.join('\n'));

  it('is read, or refused with a message', () => {
    const refused = /^(table|scan)\//;
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), content => {
        isTable(content);
        for (const read of [readTable, readCurves, readTableScan]) {
          try {
            read(content);
          } catch (error) {
            expect(error).toBeInstanceOf(XESError);
            expect((error as XESError).code).toMatch(refused);
          }
        }
      }),
      { numRuns: 1000 }
    );
  });
});
