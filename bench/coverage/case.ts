import type { StepEntry } from '../../src/analysis/document/types.js';
import { scenes, type SceneName } from './scenes.js';

/** Parameters of a step. */
type Given = StepEntry['parameters'];

/** Values that parameters may depend on. */
export interface Circumstances {
  /** Counts at the highest point. */
  readonly level: number;
  /** A draw from the normal distribution; 0 for computing the truth. */
  readonly draw: () => number;
}

/** A step: its name, ids of scenes and steps separated by spaces, its parameters. */
type Link = readonly [step: string, from: string, given?: Given | ((at: Circumstances) => Given)];

/** A step, or a chain of steps, of which the last one's results are measured. */
export interface Case {
  readonly name: string;
  readonly scans: readonly SceneName[];
  readonly entries: (at: Circumstances) => StepEntry[];
  /** True values of numbers, if they differ from those of noise-free scans. */
  readonly truth: Readonly<Record<string, number>>;
  /** Whether numbers are from a table, with the table's σ: they do not scatter. */
  readonly isTabulated: boolean;
}

interface Options {
  truth?: Readonly<Record<string, number>>;
  isTabulated?: boolean;
}

/** A case from links by their ids, in order. */
export function caseOf(
  name: string,
  links: Readonly<Record<string, Link>>,
  { truth = {}, isTabulated = false }: Options = {}
): Case {
  const sources = Object.values(links).flatMap(([, from]) => from.split(' '));
  const scans = [...new Set(sources)].filter((id): id is SceneName => id in scenes);
  const unknown = sources.find(id => !(id in links) && !(id in scenes));
  if (unknown) {
    throw new Error(`"${name}" works on "${unknown}", which is neither a scene nor a step of it.`);
  }
  return {
    name,
    scans,
    truth,
    isTabulated,
    entries: at =>
      Object.entries(links).map(([id, [step, from, given = {}]]) => ({
        id,
        step,
        from: from.split(' '),
        parameters: typeof given === 'function' ? given(at) : given
      }))
  };
}
