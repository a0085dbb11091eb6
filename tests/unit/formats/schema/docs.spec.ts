import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSchema, readTree } from '../../../../src/formats';
import { pointValues } from '../../../../src/science';
import { FakeTree } from '../faketree';

const page = readFileSync(path.resolve(__dirname, '../../../../docs/facility-schemas.md'), 'utf8');
const blocks = [...page.matchAll(/```json\n([^]*?)```/g)].map(([, text]) => text);

describe('the page on facility schemas', () => {
  it('has a worked example that reads the file it shows', () => {
    const schema = readSchema(JSON.parse(blocks[0]));
    const scan = readTree(
      new FakeTree({
        '/scan_0042/motors/mono': [9.9],
        '/scan_0042/motors/analyser': [8.638, 8.639],
        '/scan_0042/counters/i0': [1000, 2000],
        '/scan_0042/counters/apd': [10, 0],
        '/scan_0042/counters/ms': [100, 100],
        '/scan_0042/command': 'ascan analyser 8.638 8.640 20 0.1',
        '/scan_0042/notes': 'operator=x; sample=ZnO; batch=7'
      }),
      { schemas: [schema] }
    );
    expect(scan).toMatchObject({
      facility: 'Beamline 7',
      kind: 'XES',
      points: { planned: 21, measured: 2 },
      metadata: { sample: 'ZnO' }
    });
    expect(pointValues(scan.channels[0].emission)[1]).toBeCloseTo(8639, 9);
    expect([...scan.channels[0].intensity]).toEqual([0.01, 0]);
  });

  it('has correct snippets of schemas', () => {
    expect(blocks).toHaveLength(4);
    expect(readSchema(JSON.parse(blocks[3])).mapping?.columns.counts).toBe('counters/apd');
    const rules = JSON.parse(`{${blocks[1]}}`) as Record<string, unknown>;
    const hdf5 = { recognise: { paths: ['/a'] }, ...rules };
    const text = JSON.parse(`{${blocks[2]}}`) as Record<string, unknown>;
    const whole = { type: 'xes-facility', version: 1, name: 'Parts', hdf5, ...text };
    expect(readSchema(whole).name).toBe('Parts');
  });
});
