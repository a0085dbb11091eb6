// Everything a fresh clone needs: Node packages, a Python environment, the build. Run again, it
// does only what changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { install } from './install.mjs';
import { root, run, venvBin } from './process.mjs';

const stamps = path.join(root, '.cache', 'setup');
mkdirSync(stamps, { recursive: true });

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(file).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

async function step(name, inputs, done, work) {
  const stamp = path.join(stamps, name);
  const now = digest(inputs);
  if (done() && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) {
    return;
  }
  console.log(`setup: ${name}`);
  await work();
  writeFileSync(stamp, now);
}

function python() {
  return process.env.PYTHON ?? 'python3';
}

export async function setup() {
  const present = file => existsSync(path.join(root, file));
  await step(
    'node packages',
    ['package-lock.json'],
    () => present('node_modules/.package-lock.json'),
    () => run('npm', ['ci', '--no-audit', '--no-fund'])
  );
  await step(
    'python environment',
    ['requirements-dev.txt'],
    () => existsSync(venvBin('jupyter-lab')),
    async () => {
      if (!existsSync(venvBin('python'))) {
        await run(python(), ['-m', 'venv', '.venv']);
      }
      await run(venvBin('python'), ['-m', 'pip', 'install', '-q', '-r', 'requirements-dev.txt']);
    }
  );
  const sources = [
    ...filesBelow('src'),
    ...filesBelow('style'),
    ...filesBelow('schema'),
    'package.json',
    'tsconfig.json',
    'rspack.config.cjs',
    'package-lock.json'
  ];
  await step(
    'build',
    sources,
    () =>
      present('jupyterlab_xes/labextension/package.json') &&
      present('jupyterlab_xes/engine/jupyterlab-xes.mjs'),
    () => run('npm', ['run', '--silent', 'build'])
  );
  await step(
    'installation',
    ['pyproject.toml', 'package.json', 'scripts/install.mjs'],
    () => present('.venv/share/jupyter/labextensions/jupyterlab-xes'),
    async () => install(path.join(root, '.venv'))
  );
}

/** A further environment for tests, beside the project's own. */
export async function ensureEnvironment(name, requirements) {
  const environment = path.join(root, name);
  const stamp = path.join(stamps, name);
  const wanted = requirements.join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  console.log(`setup: ${name}`);
  await run(python(), ['-m', 'venv', name]);
  await run(path.join(environment, 'bin/python'), ['-m', 'pip', 'install', '-q', ...requirements]);
  install(environment);
  writeFileSync(stamp, wanted);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  try {
    await setup();
  } catch (error) {
    console.error(`setup failed: ${error.message}`);
    process.exitCode = 1;
  }
}
