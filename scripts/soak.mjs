// `npm run soak -- --minutes N [--seed S] [--only WORDS]`: random user actions with random faults,
// in a real browser; the same seed gives the same actions. Ends with a comparison of memory with
// the start. With `--actions N` instead of minutes it performs that number, independent of the
// machine's speed. With WORDS only actions with one of these words (separated by commas) in their
// name are performed, to find which of them leaks.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './process.mjs';

const value = name => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const actions = Number(value('actions') ?? 0);
const minutes = Number(value('minutes') ?? 3);
const seed = Number(value('seed') ?? Math.floor(Math.random() * 2 ** 31));
if (!(minutes > 0) || !(actions >= 0) || !Number.isInteger(seed)) {
  console.error('npm run soak -- --minutes N | --actions N [--seed S] [--only WORDS]');
  process.exit(2);
}
const child = spawn(
  path.join(root, 'node_modules/.bin/playwright'),
  ['test', '-c', 'tests/soak/playwright.config.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      SOAK_ACTIONS: String(actions),
      SOAK_MINUTES: String(minutes),
      SOAK_SEED: String(seed),
      SOAK_ONLY: value('only') ?? ''
    }
  }
);
child.on('exit', code => (process.exitCode = code ?? 1));
