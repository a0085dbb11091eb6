import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lab.js';
import type { ISession } from './session.js';

/** Differences from another measurement of the same sample. */
export interface IVariant {
  /** eV. */
  shift?: number;
  /** Of the counts. */
  scale?: number;
  /** Of its own noise. */
  seed: number;
}

/** A real scan of the valence-to-core lines, as text. */
export const realTable = 'ZnO_standard_280772_1.dat';

/**
 * Write other measurements of a real scan: its values, shifted and scaled, with additional noise.
 * The real one is copied to the first name.
 * @param table which real one.
 */
export function writeVariants(
  { file }: ISession,
  first: string,
  variants: Readonly<Record<string, IVariant>>,
  table = realTable
): void {
  const text = readFileSync(file(table), 'utf8');
  writeFileSync(file(first), text);
  Object.entries(variants).forEach(([name, variant]) =>
    writeFileSync(file(name), varied(text, variant))
  );
}

function varied(text: string, { shift = 0, scale = 1, seed }: IVariant): string {
  const noise = normal(seed);
  return text
    .split('\n')
    .map(line => {
      const cells = line.split('\t').map(cell => cell.trim());
      if (line.startsWith('#') || cells.length < 7) {
        return line;
      }
      const [incident, emission, bragg, monitor, counts, , ...rest] = cells;
      const expected = Number(counts) * scale;
      const drawn = Math.max(0, Math.round(expected + noise() * Math.sqrt(expected)));
      const energy = (Number(emission) + shift).toFixed(4);
      const ratio = (drawn / Number(monitor)).toFixed(6);
      return [incident, energy, bragg, monitor, `${drawn}.000000`, ratio, ...rest].join('\t');
    })
    .join('\n');
}

/** Normally distributed deviations, the same for the same seed. */
function normal(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** The command line's answer, as JSON, in the folder of the session's scans. */
export function commandLine({ file }: ISession, ...parameters: string[]): unknown {
  const engine = path.join(root, 'jupyterlab_xes/engine/jupyterlab-xes.mjs');
  const answer = execFileSync(process.execPath, [engine, ...parameters, '--json'], {
    cwd: file('.'),
    encoding: 'utf8',
    timeout: 60_000
  });
  return JSON.parse(answer);
}
