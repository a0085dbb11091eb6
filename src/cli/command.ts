import type { Parameters, ValuesOf } from '../analysis/steps/parameters/index.js';
import type { Context } from './context.js';

/** An example command line, with its effect. */
export interface Example {
  line: string;
  does: string;
}

/**
 * The definition of a command in one place: parsing, help, manual and errors are derived from it.
 */
export interface CommandDefinition<P extends Parameters> {
  name: string;
  /** Its effect, in one line. */
  summary: string;
  /** How to use it; paragraphs. */
  about: readonly string[];
  /** Its file arguments, as shown in the usage line; their number and meaning. */
  files: {
    usage: string;
    atLeast: number;
    atMost: number;
    are: string;
    /** Number of words before the files that are not files; 0 if absent. */
    words?: number;
  };
  options: P;
  examples: readonly Example[];
  /** @returns the exit code if it is not 0. */
  run(call: Call<P>): Promise<number | void>;
}

/** One invocation of a command. */
export interface Call<P extends Parameters> {
  files: string[];
  options: ValuesOf<P>;
  context: Context;
}

/** A command with any parameters, as in the list of commands. */
export type Command = Omit<CommandDefinition<Parameters>, 'run'> & {
  run(call: {
    files: string[];
    options: Record<string, unknown>;
    context: Context;
  }): Promise<number | void>;
};

/** Make a command from its definition. */
export function defineCommand<P extends Parameters>(definition: CommandDefinition<P>): Command {
  return {
    ...definition,
    // the options were read with the parameters that these types are derived from
    run: ({ files, options, context }) =>
      definition.run({ files, options: options as ValuesOf<P>, context })
  };
}
