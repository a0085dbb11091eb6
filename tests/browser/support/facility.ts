import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './lab.js';
import { python } from './python.js';

const example = path.join(root, 'examples/jupyterlab-extension');

/**
 * A schema for the files that `facilityScan` writes: that of the examples, with another detector.
 */
export function facilitySchema(name: string, detector: number): object {
  const text = readFileSync(path.join(example, 'src/beamline7.json'), 'utf8');
  const schema = JSON.parse(text) as { hdf5: object };
  const channels = [{ name: 'apd', counts: `counters/apd${detector === 1 ? '' : detector}` }];
  return { ...schema, name, hdf5: { ...schema.hdf5, channels } };
}

/**
 * Write a scan like the facility of the examples, with several detectors: the n-th counts n times
 * as much.
 */
export function facilityScan(file: string): void {
  const code = `
import h5py, numpy as np, sys
with h5py.File(sys.argv[1], "w") as file:
    energy = np.linspace(8.638, 8.640, 21)
    file["scan_0042/motors/analyser"] = energy
    file["scan_0042/counters/i0"] = np.full(21, 1000.0)
    for n, name in enumerate(("apd", "apd2", "apd3", "apd4"), 1):
        file[f"scan_0042/counters/{name}"] = n * (100 + np.arange(21.0))`;
  mkdirSync(path.dirname(file), { recursive: true });
  python(code, file);
}

/** The drawn values of such a scan: counts of a detector over the monitor. */
export function facilityIntensities(detector: number): number[] {
  return Array.from({ length: 21 }, (_, k) => (detector * (100 + k)) / 1000);
}

/**
 * Install the example of an extension that adds a schema, but with this one, where a server finds
 * it when a page loads. It is bundled by hand: the output of JupyterLab's builder takes the token
 * from the same scope.
 * @param home of the server.
 * @returns a function that removes it.
 */
export function installExample(home: string, schema: object): () => void {
  const name = 'xes-beamline7';
  const folder = path.join(home, 'labextensions', name);
  const about = JSON.parse(readFileSync(path.join(example, 'package.json'), 'utf8')) as {
    jupyterlab: object;
  };
  const build = { load: 'static/remoteEntry.js', extension: './extension' };
  const { outputText } = ts.transpileModule(
    readFileSync(path.join(example, 'src/index.ts'), 'utf8'),
    {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true
      }
    }
  );
  const entry = `
let scope;
(window._JUPYTERLAB ??= {})['${name}'] = {
  init: shared => { scope = shared; },
  get: async () => {
    const viewer = (await Object.values(scope['jupyterlab-xes'])[0].get())();
    const require = what => (what === 'jupyterlab-xes' ? viewer : ${JSON.stringify(schema)});
    const exports = {};
    new Function('require', 'exports', ${JSON.stringify(outputText)})(require, exports);
    return () => exports;
  }
};`;
  mkdirSync(path.join(folder, 'static'), { recursive: true });
  const text = JSON.stringify({ ...about, jupyterlab: { ...about.jupyterlab, _build: build } });
  writeFileSync(path.join(folder, 'package.json'), text);
  writeFileSync(path.join(folder, build.load), entry);
  return () => rmSync(path.dirname(folder), { recursive: true });
}

/** Install a schema where Python packages install theirs. @returns a function that removes it. */
export function installPackageData(home: string, schema: object): () => void {
  const folder = path.join(home, 'xes-schemas');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'beamline7.json'), JSON.stringify(schema));
  return () => rmSync(folder, { recursive: true });
}
