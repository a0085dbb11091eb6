import type { Parameters, ValuesOf } from '../analysis/steps/parameters/index.js';
import type { Context } from './context.js';

/** A line to try, and what it does. */
export interface Example {
  line: string;
  does: string;
}

/** What a command is, in one place: parsing, help, manual and refusals follow from it. */
export interface CommandDefinition<P extends Parameters> {
  name: string;
  /** What it does, in one line. */
  summary: string;
  /** How to use it; paragraphs. */
  about: readonly string[];
  /** The files it takes, as the usage line shows them; how many, and what they are. */
  files: {
    usage: string;
    atLeast: number;
    atMost: number;
    are: string;
    /** How many words stand before the files that are none; 0 where it is not said. */
    words?: number;
  };
  options: P;
  examples: readonly Example[];
  /** @returns the exit code where it is not 0. */
  run(call: Call<P>): Promise<number | void>;
}

/** One call of a command. */
export interface Call<P extends Parameters> {
  files: string[];
  options: ValuesOf<P>;
  context: Context;
}

/** A command of any kind, as the list of commands holds it. */
export type Command = Omit<CommandDefinition<Parameters>, 'run'> & {
  run(call: {
    files: string[];
    options: Record<string, unknown>;
    context: Context;
  }): Promise<number | void>;
};

/** Make a command of its definition. */
export function defineCommand<P extends Parameters>(definition: CommandDefinition<P>): Command {
  return {
    ...definition,
    // the options were read by the parameters that these types come from
    run: ({ files, options, context }) =>
      definition.run({ files, options: options as ValuesOf<P>, context })
  };
}
