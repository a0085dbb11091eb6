import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ReadChoice } from '../../../src/formats/mapping/types';
import { openFile } from '../../../src/io/node';

const python = resolve(__dirname, '../../../.venv/bin/python');
const describeMade = existsSync(python) ? describe : describe.skip;

const schema = (channel: object): ReadChoice => ({
  given: [
    {
      from: 'xes-schema.json',
      text: JSON.stringify({
        type: 'xes-facility',
        version: 1,
        name: 'Beamline 7',
        hdf5: {
          recognise: { paths: ['/entry*/data/counts'] },
          entries: 'entry*',
          emission: { paths: 'data/emission_energy', unit: 'eV' },
          monitor: 'data/I0',
          channels: [channel]
        }
      })
    }
  ]
});

const columns = { emission: 'emission_energy', monitor: 'I0' };
const choices: [string, ReadChoice][] = [
  ['its declaration', {}],
  ['a schema, as counts', schema({ name: 'default', counts: 'data/counts' })],
  ['a schema, as intensities', schema({ name: 'default', intensity: 'data/counts' })],
  ['a mapping, as counts', { columns: { ...columns, counts: 'counts' } }],
  ['a mapping, as intensities', { columns: { ...columns, intensity: 'counts' } }]
];

describeMade(
  'a scan of which HDF5 fills in the rest (skipped without .venv: npm run setup)',
  () => {
    let folder: string;

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'xes-growing-'));
      execFileSync(python, [join(__dirname, 'fixtures/make_growing.py'), folder]);
    });

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(choices)(
      'has its last points missing while it is written, read by %s',
      async (_, choice) => {
        const { scan, isBeingWritten } = await openFile(join(folder, 'growing.h5'), choice);
        expect(isBeingWritten).toBe(true);
        expect(scan.points).toEqual({ planned: 60, measured: 20 });
        const { intensity } = scan.channels[0];
        const isDivided = Object.keys(choice).length > 0;
        expect(intensity[19]).toBe((100 + 3 * 19) / (isDivided ? 2 : 1));
        expect(intensity.subarray(20).every(Number.isNaN)).toBe(true);
      }
    );

    it.each(choices)(
      'has zeros of its last chunk when it is closed, read by %s',
      async (_, choice) => {
        const { scan, isBeingWritten } = await openFile(join(folder, 'closed.h5'), choice);
        expect(isBeingWritten).toBe(false);
        expect(scan.points).toEqual({ planned: 60, measured: 32 });
        expect(scan.channels[0].intensity[31]).toBe(0);
        expect(scan.warnings.map(({ code }) => code)).toContain('scan/unwritten');
      }
    );
  }
);
