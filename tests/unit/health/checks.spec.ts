import { readFileSync } from 'node:fs';
import path from 'node:path';
import { referenceCut } from '../../../src/analysis/referencecut';
import { version } from '../../../src/base/version';
import {
  checks,
  checksText,
  runChecks,
  wasmSum,
  type ICheckEnvironment
} from '../../../src/health';
import { readTinyFile } from '../../../src/io/tinyfile';
import { tinyValues } from '../../../src/io/tinyvalues';

const sound: ICheckEnvironment = {
  versions: () => ({ 'jupyterlab-xes': '0.1.0', JupyterLab: '4.6.6' }),
  wasmSum,
  tinyFile: async () => ({ written: tinyValues, read: await readTinyFile() }),
  computeWorker: () => Promise.resolve(),
  referenceCut,
  range: () => Promise.resolve({ path: 'a.nxs', status: 206, bytes: 8 }),
  database: () => Promise.resolve(true),
  server: () => Promise.resolve({ version: '0.1.0', features: ['log'] }),
  folder: () => Promise.resolve({ path: 'data', isWritable: true }),
  python: () => Promise.resolve({ version: '0.1.0', asked: ['python3'] }),
  node: '20.11.1'
};

const refuse = () => Promise.reject(new Error('refused'));

/** One environment for each check, in which only that check fails. */
const faults: Record<string, Partial<ICheckEnvironment>> = {
  versions: { server: () => Promise.resolve({ version: '0.0.9', features: [] }) },
  node: { node: '18.19.0' },
  wasm: { wasmSum: refuse },
  hdf5: { tinyFile: () => Promise.resolve({ written: [1, 2], read: [1, 2.0000001] }) },
  compute: { computeWorker: refuse },
  numbers: {
    referenceCut: () => {
      const found = referenceCut();
      found.sigma[2] += Number.EPSILON / 128;
      return found;
    }
  },
  range: { range: () => Promise.resolve({ path: 'a.nxs', status: 200, bytes: 900 }) },
  database: { database: refuse },
  server: { server: () => Promise.resolve(null) },
  folder: { folder: () => Promise.resolve({ path: '', isWritable: false }) },
  python: { python: () => Promise.resolve({ version: null, asked: ['python3'] }) }
};

describe('the self-checks', () => {
  it('all pass in a healthy environment, and need no remedy', async () => {
    const report = await runChecks(sound);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.ok).toBe(true);
    expect(report.checks.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
    expect(report.checks.every(({ remedy, title }) => remedy === '' && title !== '')).toBe(true);
    expect(checksText(report)).toMatch(/All is well\.$/);
  });

  it('leave out what an environment lacks', async () => {
    const { versions, tinyFile } = sound;
    const report = await runChecks({ versions, tinyFile, wasmSum, referenceCut });
    expect(report.checks.map(({ id }) => id)).toEqual(['versions', 'wasm', 'hdf5', 'numbers']);
  });

  it.each(checks.map(({ id }) => id))('%s alone fails as it should, with a remedy', async id => {
    const report = await runChecks({ ...sound, ...faults[id] });
    const failed = report.checks.filter(({ ok }) => !ok);
    expect(failed.map(checkResult => checkResult.id)).toEqual([id]);
    expect(failed[0].remedy).toMatch(/\S+ .*\.$/);
    const isOptional = id === 'server' || id === 'python';
    expect([failed[0].optional, report.ok]).toEqual([isOptional, isOptional]);
    const text = checksText(report);
    expect(text).toContain(failed[0].remedy);
    expect(text).toMatch(isOptional ? /^note {2}/m : /^FAIL {2}/m);
    expect(text).toMatch(isOptional ? /All is well\.$/ : /1 of 11 checks failed\.$/);
  });

  it('request a part of a file only if one is open', async () => {
    const report = await runChecks({ ...sound, range: () => Promise.resolve(null) });
    expect(report.checks.find(({ id }) => id === 'range')).toMatchObject({ ok: true });
  });

  it('accept the version of a server that runs from its source tree', async () => {
    const server = () => Promise.resolve({ version: '0+unknown', features: [] });
    expect((await runChecks({ ...sound, server })).ok).toBe(true);
  });

  it('end by themselves if nothing answers', async () => {
    const silent = () => new Promise<never>(() => undefined);
    const report = await runChecks({ ...sound, server: undefined, folder: silent }, checks, 20);
    expect(report.checks.find(({ id }) => id === 'folder')).toMatchObject({
      ok: false,
      detail: 'no answer for 0.02 s'
    });
  });

  it('reveal no secrets', async () => {
    const folder = () =>
      Promise.resolve({ path: '/home/ann/data?token=abcdef123', isWritable: false });
    const text = JSON.stringify(await runChecks({ ...sound, folder }));
    expect(text).not.toMatch(/ann|abcdef/);
  });

  it('know their own version', () => {
    const file = path.resolve(__dirname, '../../../package.json');
    expect(version).toBe((JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version);
  });
});
