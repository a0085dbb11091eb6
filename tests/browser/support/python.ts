import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { root } from './lab.js';

/**
 * Run Python of the project's environment (h5py, numpy); the arguments are in `sys.argv[1:]`.
 * @returns its output.
 */
export function python(code: string, ...values: string[]): string {
  return execFileSync(path.join(root, '.venv/bin/python'), ['-c', code, ...values], {
    encoding: 'utf8',
    timeout: 60_000
  });
}

/** The columns of an arm of an I20 map, as stored in the file: rows of constant Ω. */
export interface IColumns {
  incident: number[][];
  emission: number[][];
  counts: number[][];
  monitor: number[][];
}

export function columnsOf(file: string): IColumns {
  const code = `
import h5py, json, sys
with h5py.File(sys.argv[1]) as file:
    read = lambda path: file["/entry1/" + path][()].tolist()
    print(json.dumps({
        "incident": read("I1/bragg1WithOffset"), "emission": read("I1/XESEnergyUpper"),
        "counts": read("instrument/medipix1/medipix1_roi_total"), "monitor": read("I1/I1")}))`;
  return JSON.parse(python(code, file)) as IColumns;
}
