/** @jest-environment jsdom */
import type { Contents } from '@jupyterlab/services';
import { ReportAnalyses } from '../../../src/recovery/reports/reportanalyses';

/** The files of a server, by path. */
function reading(files: Record<string, string>): ReportAnalyses {
  const contents = {
    driveName: (path: string) => (path.includes(':') ? path.split(':')[0] : ''),
    localPath: (path: string) => path.split(':').pop() ?? path,
    get: (path: string) =>
      path in files
        ? Promise.resolve({ content: files[path] })
        : Promise.reject(new Error(`404 ${path}`))
  };
  return new ReportAnalyses(contents as unknown as Contents.IManager);
}

const identity = { type: 'xes-crash', time: '20261124T221500Z', id: '0123abcd' };
const name = 'crash-20261124T221500Z-0123abcd';
const report = (analyses: unknown[]) => JSON.stringify({ ...identity, analyses });

describe('the analyses of a report', () => {
  it.each([
    ['of a crash', 'crash-20261124T221500Z-0123abcd'],
    ['that was asked for', 'report-20261124T221500Z-0123abcd']
  ])(
    '%s are read from the files next to it, and belong to their original paths',
    async (_, name) => {
      const first = { path: 'x', from: '../a.xes.json', kind: 'analysis', base: 't' };
      const second = { path: 'x', from: '../../raw/b.nxs', kind: 'scan', base: null };
      const files = {
        [`run/xes-diagnostics/${name}.json`]: report([
          { ...first, file: `${name}.xes.json` },
          { ...second, file: `${name}-2.xes.json` }
        ]),
        [`run/xes-diagnostics/${name}.xes.json`]: '{"a":1}',
        [`run/xes-diagnostics/${name}-2.xes.json`]: '{"b":2}'
      };
      const time = '2026-11-24T22:15:00Z';
      expect(await reading(files).read(`run/xes-diagnostics/${name}.json`)).toEqual([
        { path: 'run/a.xes.json', kind: 'analysis', base: 't', document: '{"a":1}', time },
        { path: 'raw/b.nxs', kind: 'scan', base: null, document: '{"b":2}', time }
      ]);
    }
  );

  it('of schema version 1 are in the report itself', async () => {
    const one = { path: 'a.nxs', door: 'scan', base: null, document: {} };
    const times = async (time: unknown) => {
      const text = JSON.stringify({ type: 'xes-crash', time, analyses: [one] });
      return (await reading({ 'r.json': text }).read('r.json')).map(found => found.time);
    };
    expect(await times('20261124T221500Z')).toEqual(['2026-11-24T22:15:00Z']);
    expect(await times('yesterday')).toEqual([null]);
    const marked = '\uFEFF' + report([one]);
    expect(await reading({ 'r.json': marked }).read('r.json')).toHaveLength(1);
  });

  it('of schema version 2 have their kind under its older name', async () => {
    const entry = { path: 'x', from: '../a.xes.json', base: null, file: `${name}.xes.json` };
    const read = (fields: object) =>
      reading({
        'xes-diagnostics/r.json': report([{ ...entry, ...fields }]),
        [`xes-diagnostics/${name}.xes.json`]: '{}'
      }).read('xes-diagnostics/r.json');
    const expected = { path: 'a.xes.json', kind: 'analysis', document: '{}' };
    expect(await read({ door: 'analysis' })).toMatchObject([expected]);
    expect(await read({ kind: 'analysis' })).toMatchObject([expected]);
    expect(await read({ door: 'scan' })).toEqual([]);
    expect(await read({})).toEqual([]);
  });

  it('come from no other file that a report names', async () => {
    const one = { path: 'a.xes.json', from: null, kind: 'analysis', base: null };
    const files = {
      'r.json': report([{ ...one, file: 'other.xes.json' }]),
      'other.xes.json': '{}'
    };
    expect(await reading(files).read('r.json')).toEqual([]);
    const odd = { ...identity, time: '/../x', id: 'y' };
    const text = JSON.stringify({ ...odd, analyses: [{ ...one, file: 'crash-/../x-y.xes.json' }] });
    expect(
      await reading({ 'r.json': text, 'crash-/../x-y.xes.json': '{}' }).read('r.json')
    ).toEqual([]);
  });

  it('report if their file is missing, and if the report is not a report', async () => {
    const one = { path: 'a.xes.json', from: 'a.xes.json', kind: 'analysis', base: null };
    const files = { 'r.json': report([{ ...one, file: `${name}.xes.json` }]), 'n.json': '[1' };
    await expect(reading(files).read('r.json')).rejects.toMatchObject({
      code: 'analysis/invalid',
      message: expect.stringContaining(`${name}.xes.json is not beside the report`) as string
    });
    await expect(reading(files).read('n.json')).rejects.toMatchObject({ code: 'analysis/invalid' });
  });
});
