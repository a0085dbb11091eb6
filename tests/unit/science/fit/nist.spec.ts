import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../../..');
const folder = path.resolve(root, '../shared/data/nist_strd');
const describeSets = existsSync(folder) ? describe : describe.skip;

describeSets(`NIST's reference sets (skipped where ${folder} is not there)`, () => {
  it('are fitted to nine digits from both starts, and equally if the last bits differ', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['scripts/certify.mjs', '--json', '--folder', folder, '--copies', '20'],
      { cwd: root, encoding: 'utf8' }
    );
    const fits = JSON.parse(stdout) as { set: string; start: number; params: number[] }[];
    expect(fits).toHaveLength(54);
    expect(fits[0]).toMatchObject({ set: 'Bennett5', start: 1 });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
