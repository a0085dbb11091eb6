import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findPackage } from '../../../src/cli/findpackage';

describe('the Python package', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'xes-python-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function environmentAt(name: string, version: string | null): string {
    const made = path.join(folder, name);
    const packages = path.join(made, 'lib/python3.12/site-packages');
    mkdirSync(path.join(made, 'bin'), { recursive: true });
    mkdirSync(packages, { recursive: true });
    writeFileSync(path.join(made, 'pyvenv.cfg'), '');
    // if run, it would report another version
    writeFileSync(path.join(made, 'bin/python'), '#!/bin/sh\necho 9.9.9\n', { mode: 0o755 });
    if (version !== null) {
      mkdirSync(path.join(packages, `jupyterlab_xes-${version}.dist-info`));
    }
    return made;
  }

  it('is found in the .venv of this folder, or of a parent, which is not run', async () => {
    const own = environmentAt('.venv', '0.4.2');
    const below = path.join(folder, 'a', 'b');
    mkdirSync(below, { recursive: true });
    for (const here of [folder, below]) {
      const found = await findPackage({ environment: {}, folder: here });
      expect(found).toEqual({ version: '0.4.2', asked: [own] });
    }
  });

  it('is that of the active environment first', async () => {
    environmentAt('.venv', '0.4.2');
    const active = environmentAt('other', '0.5.0');
    const found = await findPackage({ environment: { VIRTUAL_ENV: active }, folder });
    expect(found).toEqual({ version: '0.5.0', asked: [active] });
  });

  it('is that of a clone which is used in place', async () => {
    const own = environmentAt('.venv', null);
    writeFileSync(path.join(folder, 'package.json'), '{"version": "0.6.0"}');
    const pointer = path.join(own, 'lib/python3.12/site-packages/jupyterlab_xes.pth');
    writeFileSync(pointer, `${folder}\n`);
    const found = await findPackage({ environment: {}, folder });
    expect(found).toEqual({ version: '0.6.0', asked: [own] });
  });

  it('is reported missing with all places searched', async () => {
    const own = environmentAt('.venv', null);
    const { asked } = await findPackage({ environment: {}, folder });
    expect(asked[0]).toMatch(new RegExp(`^${own}$|on the PATH$`));
  });
});
