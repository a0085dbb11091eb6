// Set up a fresh clone: Node packages, a Python environment, the build. When run again, only what
// changed is updated.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureEnvironment } from './environments.mjs';
import { install } from './install.mjs';
import { root, run } from './process.mjs';

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

function present(file) {
  return existsSync(path.join(root, file));
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

/** The Node packages. */
export function installPackages() {
  return step(
    'node packages',
    ['package-lock.json'],
    () => present('node_modules/.package-lock.json'),
    () => run('npm', ['ci', '--no-audit', '--no-fund'])
  );
}

/** All source files of the build. */
function sources() {
  return [
    ...['src', 'style', 'schema'].flatMap(filesBelow),
    'package.json',
    'tsconfig.json',
    'rspack.config.cjs',
    'package-lock.json'
  ];
}

const npm = script => run('npm', ['run', '--silent', script]);

/** Compile what needs only the Node packages: the sources and the engine. */
async function compile() {
  await installPackages();
  await step(
    'library and engine',
    sources(),
    () =>
      present('lib/index.js') &&
      present('jupyterlab_xes/engine/jupyterlab-xes.mjs') &&
      present('jupyterlab_xes/engine/serve.mjs'),
    () => Promise.all([npm('build:lib'), npm('build:engine')])
  );
}

export async function setup() {
  // the two wait for different registries
  await Promise.all([compile(), ensureEnvironment('dev')]);
  await step(
    'extension',
    sources(),
    () => present('jupyterlab_xes/labextension/package.json'),
    () => npm('build:labextension')
  );
  await step(
    'installation',
    ['pyproject.toml', 'package.json', 'scripts/install.mjs'],
    () => present('.venv/share/jupyter/labextensions/jupyterlab-xes'),
    async () => install(path.join(root, '.venv'))
  );
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  try {
    await setup();
  } catch (error) {
    console.error(`setup failed: ${error.message}`);
    process.exitCode = 1;
  }
}
