import { Context } from '../../../src/cli/context';
import { examine, nodeEnvironment } from '../../../src/cli/doctor';
import { run } from '../../../src/cli/main';

async function call(...words: string[]) {
  const result = { code: -1, out: '', err: '' };
  result.code = await run(words, {
    out: text => (result.out += text),
    err: text => (result.err += text)
  });
  return result;
}

interface IPrinted {
  ok: boolean;
  version: string;
  checks: { id: string; ok: boolean; optional: boolean; remedy: string }[];
}

describe('jupyterlab-xes doctor', () => {
  it('finds this machine healthy', async () => {
    const { code, out, err } = await call('doctor', '--json');
    const { ok, version, checks } = JSON.parse(out) as IPrinted;
    expect([code, err, ok, version]).toEqual([0, '', true, '0.1.0']);
    expect(checks.map(({ id }) => id)).toEqual([
      'versions',
      'node',
      'wasm',
      'hdf5',
      'numbers',
      'folder',
      'python'
    ]);
  });

  it('reports that to people', async () => {
    const { code, out } = await call('doctor');
    expect(code).toBe(0);
    expect(out).toMatch(/^pass {2}HDF5 library: .*\n/m);
    expect(out).toMatch(/All is well\.\n$/);
  });

  it('exits with 1 if a check fails, and says what to do', async () => {
    let out = '';
    const print = { out: (text: string) => (out += text), err: fail };
    const folder = () => Promise.resolve({ path: '/data', isWritable: false });
    const context = new Context(print, false, 'doctor', new AbortController().signal);
    expect(await examine(context, { ...nodeEnvironment, folder })).toBe(1);
    expect(out).toMatch(/^FAIL {2}Folder for reports: \/data is read-only\n {6}Work in a folder/m);
  });

  it('takes no file', async () => {
    const { code, err } = await call('doctor', 'scan.nxs');
    const help = 'See "jupyterlab-xes doctor --help".';
    expect([code, err]).toEqual([2, `error: doctor takes no file. ${help} [cli/usage]\n`]);
  });
});

function fail(text: string): never {
  throw new Error(text);
}
