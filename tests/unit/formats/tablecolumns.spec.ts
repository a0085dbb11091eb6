import { readCurves, readTableScan, type Scan } from '../../../src/formats';
import { distinct } from '../../../src/formats/distinct';
import { readMappedText } from '../../../src/formats/mapping/mappedtable';
import { pointValues } from '../../../src/science';

const columnsRequest = (why: string) =>
  expect.objectContaining({
    code: 'scan/columns-unknown',
    message: expect.stringContaining(why) as string
  }) as Error;

const shown = ({ kind, incident, channels: [first] }: Scan) => ({
  kind,
  incident: incident && [...pointValues(incident)],
  emission: [...pointValues(first.emission)],
  intensity: [...first.intensity]
});

describe('alternating energies and intensities', () => {
  it('are a map if the energies differ', () => {
    const rows = '7110,10,6390,10\n7110,10,6391,20\n7111,20,6390,60\n7111,20,6391,80\n';
    const scan = readTableScan(`Incident energy (eV),I0,Emission energy (eV),Counts\n${rows}`);
    expect(shown(scan)).toEqual({
      kind: 'RXES',
      incident: [7110, 7111, 7110, 7111],
      emission: [6390, 6390, 6391, 6391],
      intensity: [1, 3, 2, 4]
    });
  });

  it('are a map if an energy repeats, whatever the intensities are called', () => {
    const rows = '7110,10,6390,1\n7110,10,6391,2\n7111,20,6390,3\n7111,20,6391,4\n';
    const { kind } = readTableScan(`Ω (eV),a,ω (eV),b\n${rows}`);
    expect(kind).toBe('RXES');
  });

  it('need clarification if the unit is open, or missing', () => {
    const rows = '7.04,1,7.04,1\n7.05,2,7.06,2\n';
    expect(() => readTableScan(`energy,a,energy,b\n${rows}`)).toThrow(
      columnsRequest('may be eV or keV')
    );
    expect(() => readTableScan(`energy (deg),a,energy (deg),b\n${rows}`)).toThrow(
      columnsRequest('is in "deg", which is no unit of energy')
    );
  });

  it('are in eV whatever the unit of each', () => {
    const { curves } = readCurves('energy (keV),a,energy (eV),b\n7.04,1,7050,3\n7.05,2,7060,4\n');
    expect(curves.map(({ spectrum }) => [...spectrum.energy])).toEqual([
      [7040, 7050],
      [7050, 7060]
    ]);
  });

  it('are over the incident energy if absorption was measured', () => {
    const rows = '7040,1,7040,1\n7041,2,7041,2\n';
    const { kind, incident } = shown(readTableScan(`energy,mu,energy,mu\n${rows}`));
    expect([kind, incident]).toEqual(['HERFD-XANES', [7040, 7041]]);
    const codes = readTableScan(`energy,a,energy,b\n${rows}`).warnings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['scan/axis-assumed', 'scan/unit-assumed']));
  });

  it('are not curves if a monitor is between them', () => {
    expect(() => readTableScan('energy,I0,energy,a\n7040,1,7040,1\n7041,2,7041,2\n')).toThrow(
      columnsRequest('"I0" stands between them')
    );
  });
});

describe('energies impossible for a photon', () => {
  it('are refused, in any column', () => {
    const below = columnsRequest('runs from -1 to 7041 eV');
    expect(() => readTableScan('emission_eV,counts\n7040,1\n-1,2\n7041,3\n')).toThrow(below);
    expect(() =>
      readTableScan('incident_eV,emission_eV,counts\n7040,6390,1\n-1,6390,2\n7041,6391,3\n')
    ).toThrow(below);
    expect(() => readTableScan('energy_eV,a,energy_eV,b\n7040,1,7040,1\n-1,2,7041,2\n')).toThrow(
      columnsRequest('runs from -1 to 7040 eV')
    );
    expect(() => readTableScan('7040 1\n7041 2\n-7042 3\n')).toThrow(columnsRequest('no names'));
  });

  it('are transfers, and distances along a line', () => {
    const along = (axis: string) =>
      readCurves(`energy_eV,intensity\n-1,1\n0,2\n1,3\n# energy: ${axis}\n`).curves[0].spectrum;
    expect([...along('transfer').energy]).toEqual([-1, 0, 1]);
    expect([...along('line').energy]).toEqual([-1, 0, 1]);
  });
});

describe('a table', () => {
  it('of two maps reports which is shown', () => {
    const rows = '7110,6390,1,5\n7110,6391,2,6\n7111,6390,3,7\n7111,6391,4,8\n';
    const text = `incident_eV,emission_eV,a,b\n${rows}`;
    const scan = readTableScan(text);
    expect(shown(scan).intensity).toEqual([1, 3, 2, 4]);
    expect(scan.warnings).toContainEqual({
      code: 'table/several-curves',
      message:
        'This table has 2 maps; the first is shown (a). Another can be named (*Columns…* in the viewer, --columns intensity=NAME in the command line): b.'
    });
    expect(shown(readMappedText(text, { intensity: 'b' })).intensity).toEqual([5, 6, 7, 8]);
  });

  it('without names needs clarification if a number is far from all others', () => {
    expect(() => readTableScan('4 2\n7040 1\n7041 2\n7042 3\n')).toThrow(
      columnsRequest('4 is far from all other numbers')
    );
    expect(() => readTableScan('7040 1\n7041 2\n70420 3\n')).toThrow(
      columnsRequest('70420 is far from all other numbers')
    );
    expect(shown(readTableScan('6900 1\n7040 2\n7041 3\n0 4\n')).emission).toEqual([
      6900, 7040, 7041
    ]);
  });

  it('names its other curves like their channels', () => {
    const { channels, warnings } = readTableScan(
      'emission_eV,Intensity,Intensity\n7040,1,2\n7041,2,3\n'
    );
    expect(channels.map(({ name }) => name)).toEqual(['Intensity', 'Intensity-2']);
    expect(warnings.map(({ message }) => message).join()).toContain(
      'the first is shown (Intensity). The others can be chosen: Intensity-2.'
    );
  });
});

describe('σ of a table', () => {
  const text = 'energy (eV),mu,sigma,I0\n7040,1,0.1,100\n7041,2,0.2,101\n';

  it('belongs to its own intensity alone', () => {
    const of = (intensity: string) => {
      const { sigma } = readMappedText(text, { incident: 'energy (eV)', intensity }).channels[0];
      return sigma && [...sigma];
    };
    expect(of('mu')).toEqual([0.1, 0.2]);
    expect(of('2')).toEqual([0.1, 0.2]);
    expect(of('I0')).toBeNull();
  });

  it('is unknown if two columns may be it, which is reported', () => {
    const { channels, warnings } = readTableScan(
      'emission_eV,counts,sigma,error\n7040,1,0.1,7\n7041,2,0.2,8\n'
    );
    expect([...channels[0].sigma!]).toEqual([NaN, NaN]);
    expect(warnings.map(({ message }) => message)).toContain(
      'Which of "sigma" and "error" is the uncertainty of "counts" is not said: none is used (it is named by *Columns…* in the viewer, and by --columns sigma=NAME in the command line).'
    );
  });
});

describe('unique names', () => {
  it('have free numbers', () => {
    expect(distinct(['a', 'a', 'a-2', 'a', 'b'])).toEqual(['a', 'a-2', 'a-2-2', 'a-3', 'b']);
    expect(distinct(['A', 'a', 'A'], ['a-2'], name => name.toLowerCase())).toEqual([
      'A',
      'a-3',
      'A-4'
    ]);
  });

  it('are requested once or twice each, however many are equal', () => {
    let columnsRequest = 0;
    const names = distinct(Array<string>(2000).fill('a'), [], name => {
      columnsRequest++;
      return name;
    });
    expect(names.at(-1)).toBe('a-2000');
    expect(columnsRequest).toBeLessThanOrEqual(4 * 2000);
  });
});
