import { XESError } from '../science/errors.js';

/** A command line taken apart: `--name value`, `--name=value`, `--flag`, and the rest. */
export interface Arguments {
  positional: string[];
  options: Map<string, string>;
}

const flags = new Set(['json', 'help']);

/**
 * @param known the names of options that take a value.
 * @throws XESError `cli/usage` for an unknown option or a missing value.
 */
export function parseArguments(words: readonly string[], known: readonly string[]): Arguments {
  const positional: string[] = [];
  const options = new Map<string, string>();
  for (let i = 0; i < words.length; i++) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(words[i]);
    if (!match) {
      positional.push(words[i]);
      continue;
    }
    const [, name, inline] = match;
    if (flags.has(name)) {
      options.set(name, 'true');
    } else if (!known.includes(name)) {
      throw new XESError('cli/usage', `There is no option --${name}. See --help.`);
    } else {
      const value = inline ?? words[++i];
      if (value === undefined) {
        throw new XESError('cli/usage', `Option --${name} needs a value. See --help.`);
      }
      options.set(name, value);
    }
  }
  return { positional, options };
}
