import { existsSync } from 'node:fs';
import path from 'node:path';
import { spectrumOfArm } from '../../../src/analysis/steps/channels';
import { energyOfAngle, pointValues } from '../../../src/science';
import type { ScanMapping } from '../../../src/formats/mapping/types';
import { openFile } from '../../../src/io/node';

const folder = path.resolve(__dirname, '../../../../shared/data/public');
const describePublic = existsSync(folder) ? describe : describe.skip;

describePublic(`text files of other facilities (skipped without ${folder})`, () => {
  const open = (name: string, columns?: ScanMapping) =>
    openFile(path.join(folder, name), { columns }).then(({ scan }) => scan);
  const codes = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(w => w.code);

  it('of SSHADE open over the incident energy', async () => {
    const scan = await open('ZnO_SSHADE.data.txt');
    expect(scan).toMatchObject({
      kind: 'HERFD-XANES',
      points: { planned: 193, measured: 193 },
      metadata: {
        title: 'Zn K edge XAS HERFD of ZnO Zn oxide wurtzite at 10K',
        sample: 'Pellet of ZnO Zn oxide wurtzite mixed with BN'
      },
      warnings: []
    });
    const { energy, intensity } = spectrumOfArm(scan, scan.channels[0]);
    expect([energy[0], intensity[0], energy.at(-1), intensity.at(-1)]).toEqual([
      9598.21987, 2.36341, 9900.4097, 6406.37656
    ]);
  });

  it('in XDI open according to their header', async () => {
    const scan = await open('cu_metal_rt.xdi');
    expect(scan).toMatchObject({
      kind: 'HERFD-XANES',
      facility: 'APS 13ID',
      points: { planned: 408, measured: 408 },
      metadata: { title: 'Cu, Cu K', sample: 'Cu', startTime: '2001-06-26T22:27:31' }
    });
    expect(codes(scan)).toEqual(['scan/columns-assumed']);
    const { energy, intensity } = spectrumOfArm(scan, scan.channels[0]);
    expect([energy[0], intensity[0]]).toEqual([8779, -1.3070486]);
  });

  it('of absorption (.xmu) run along the incident energy', async () => {
    const scan = await open('cu.xmu');
    expect(scan).toMatchObject({ kind: 'HERFD-XANES', points: { planned: 612, measured: 612 } });
    expect(codes(scan)).toEqual(['scan/unit-assumed']);
    const { energy, intensity } = spectrumOfArm(scan, scan.channels[0]);
    expect([energy[0], intensity[0], energy.at(-1)]).toEqual([8786.204, 1.013661, 11362.47]);
  });

  it('of the Photon Factory have the energy computed from their angle and lattice spacing', async () => {
    const scan = await open('PF9A_2022.dat');
    expect(scan).toMatchObject({
      kind: 'HERFD-XANES',
      facility: 'KEK-PF BL9A',
      points: { planned: 1426, measured: 1426 },
      metadata: { sample: 'Fe010', startTime: '22.05.11 17:26', endTime: '22.05.11 18:33' }
    });
    expect(codes(scan)).toEqual([
      'scan/offsets-unused',
      'scan/energy-from-angle',
      'scan/columns-assumed',
      'table/repeated-energy'
    ]);
    const { energy, intensity } = spectrumOfArm(scan, scan.channels[0]);
    expect(energy[0]).toBe(energyOfAngle(17.4144, 3.13551));
    expect(Math.abs(energy[0] - 6606.2)).toBeLessThan(0.1); // as planned in its header
    expect(intensity[0]).toBe(14016 / 1792467);
  });

  it.each([
    [
      'APS9BM_2019.dat',
      ['"Mono Energy"', '6287.67102626 to', '"SIS scaler time prese"', '"If-32"']
    ],
    ['SSRL1_2006.dat', ['"Achieved Energy"', '25284.998 to 26534.926', '"I2"']],
    ['cufoil_rt.txt', ['8.67901 to 10.1806', 'keV']],
    ['Cu_rt1.fio', ['"HHENERGY"', '8800.922 to', '"C5"', '751805 to 752752.1']],
    ['calib.0001', ['"ID Gap"', '"MCA:CoKa_Sum"', '273147.75 to 296416']]
  ])('%s asks for its columns, and lists them', async (name, listed) => {
    const reason = await open(name).then(
      () => null,
      (error: { code: string; message: string }) => error
    );
    expect(reason?.code).toBe('scan/columns-unknown');
    for (const text of listed) {
      expect(reason?.message).toContain(text);
    }
  });

  it.each<[string, ScanMapping, string, number, number, number]>([
    [
      'APS9BM_2019.dat',
      { intensity: 'If-32', monitor: 'I0-32' },
      'HERFD-XANES',
      442,
      6287.67102626,
      12968700 / 5761149.5
    ],
    [
      'SSRL1_2006.dat',
      { incident: 'Achieved Energy', intensity: 'I1', monitor: 'I0' },
      'HERFD-XANES',
      455,
      25284.998,
      131905.5 / 147360.797
    ],
    [
      'cufoil_rt.txt',
      { incident: '1', intensity: '2', unit: 'keV' },
      'HERFD-XANES',
      725,
      8679.01,
      0.00110623
    ],
    [
      'Cu_rt1.fio',
      { incident: 'HHENERGY', intensity: 'C2', monitor: 'C1', unit: 'eV' },
      'HERFD-XANES',
      848,
      8800.922,
      623086 / 347914
    ],
    [
      'calib.0001',
      { counts: 'MCA::CoKa', monitor: 'I0' },
      'HERFD-XANES',
      18,
      7604.99256633,
      113973 / 586567
    ]
  ])('%s opens if they are given', async (name, columns, kind, measured, energy, intensity) => {
    const scan = await open(name, columns);
    const [channel] = scan.channels;
    expect(scan).toMatchObject({ kind, points: { measured } });
    const first = scan.incident && pointValues(scan.incident)[0];
    expect(first).toBeCloseTo(energy, 6);
    expect(channel.intensity[0]).toBe(intensity);
    expect(channel.counts?.[0]).toBe(columns.counts ? 113973 : undefined);
  });
});
