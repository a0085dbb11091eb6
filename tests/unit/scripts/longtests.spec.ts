import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../../..');

/** The output of the script of suites, in a separate process: it is not TypeScript. */
function evaluated<T>(expression: string): T {
  const script = `
    import * as long from './scripts/longtests.mjs';
    import * as suites from './scripts/suites.mjs';
    console.log(JSON.stringify(${expression}));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
    timeout: 30_000
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as T;
}

describe('the long tests', () => {
  it('are existing files', () => {
    const files = evaluated<string[]>('[...long.unit, ...long.python, ...long.browser]');
    expect(files.filter(file => !existsSync(path.join(root, file)))).toEqual([]);
    expect(new Set(files).size).toBe(files.length);
  });

  it('are all run with --all, and no other is left out without', () => {
    const { all, short, browser } = evaluated<Record<string, string[]>>(`{
      all: [...suites.unit(true).args, ...suites.python(true).args, ...suites.browser(true).args],
      short: suites.browser(false).args,
      browser: long.browser
    }`);
    const named = all.filter(word => word.includes('.spec') || word.endsWith('.py'));
    // the wheel has a separate suite
    expect(named).toEqual(['tests/python/test_wheel.py']);
    expect(short.filter(word => browser.includes(word))).toEqual([]);
    expect(short).toContain('tests/browser/newcomer.spec.ts');
    expect(short).toContain('tests/faults/network.spec.ts');
  });
});
