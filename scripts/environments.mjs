// The Python environments of the tests: each contains exactly the packages of its lock file in
// requirements/.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { install } from './install.mjs';
import { root, run } from './process.mjs';
import { ensureUv } from './uv.mjs';

/** Time limit for pip, milliseconds: an unresponsive package index must not block the tests. */
const limit = 900_000;

/**
 * Folder of each environment, whether this extension is installed in it, and modules that must be
 * importable.
 */
const environments = {
  dev: { folder: '.venv', hasExtension: true },
  h5web: { folder: '.venv-h5web', hasExtension: true },
  oldest: { folder: '.venv-oldest', hasExtension: true },
  notebook: { folder: '.venv-notebook', hasExtension: true },
  peers: {
    folder: '.venv-peers',
    hasExtension: false,
    imports: 'daxs.measurements, larch.io.rixsdata'
  }
};

/** Names of all environments, and of their lock files. */
export const environmentNames = Object.keys(environments);

/**
 * Create an environment, or recreate it if its lock file has changed.
 * @returns path of its Python.
 */
export async function ensureEnvironment(name) {
  const { folder, hasExtension, imports = 'sys' } = environments[name];
  const environment = path.join(root, folder);
  const python = path.join(environment, 'bin/python');
  const lock = path.join(root, 'requirements', `${name}.lock`);
  const stamp = path.join(environment, 'lock.sha256');
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return python;
  }
  console.log(`setup: ${folder}`);
  await run(process.env.PYTHON ?? 'python3', ['-m', 'venv', '--clear', environment]);
  await installLocked(python, lock);
  await run(python, ['-c', `import ${imports}`], { timeout: limit });
  if (hasExtension) {
    install(environment);
  }
  writeFileSync(stamp, wanted);
  return python;
}

/** A lock file is complete: other packages must not be installed. */
async function installLocked(python, lock) {
  const words = ['--quiet', '--no-deps', '-r', lock];
  try {
    const uv = await ensureUv();
    await run(uv, ['pip', 'install', '--python', python, ...words], {
      timeout: limit,
      env: { ...process.env, ...asPipIsSet(process.env) }
    });
  } catch (error) {
    console.log(`setup: pip installs it, for uv did not: ${error.message}`);
    const options = ['--disable-pip-version-check', ...words];
    await run(python, ['-m', 'pip', 'install', ...options], { timeout: limit });
  }
}

/** The variables that configure pip's package index on this machine, as variables of uv. */
function asPipIsSet({ PIP_INDEX_URL, PIP_EXTRA_INDEX_URL, PIP_FIND_LINKS, PIP_CERT }) {
  const settings = {
    UV_DEFAULT_INDEX: PIP_INDEX_URL,
    UV_INDEX: PIP_EXTRA_INDEX_URL,
    UV_FIND_LINKS: PIP_FIND_LINKS,
    SSL_CERT_FILE: PIP_CERT
  };
  return Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => value && !process.env[name])
  );
}
