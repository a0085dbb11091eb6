import { creator } from '../base/creator.js';
import { asXESError, XESError } from '../base/errors.js';
import { parseArguments } from './arguments.js';
import type { Command } from './command.js';
import { commands } from './commands/index.js';
import { Context, type IPrinter } from './context.js';
import { expand } from './glob.js';
import { commandHelp, help } from './help.js';
import { listingOf } from '../formats/mapping/unknown.js';
import type { Interruption } from './interruption.js';

import { listingText } from './listing.js';
import { harmlessJson, harmlessText } from './printable.js';
import { choiceOfOptions } from './readchoice.js';

export type { IPrinter };

/**
 * Run a command line.
 * @returns the exit code: 0; 1 if some of several inputs or checks failed; 2 for an error; 130 if
 * it was interrupted. Never throws.
 */
export async function run(
  words: readonly string[],
  print: IPrinter,
  signal: Interruption = { aborted: false }
): Promise<number> {
  const [name, ...rest] = words;
  const isJson = words.includes('--json');
  const command = commands.find(command => command.name === name);
  const isHelp = words.includes('--help') || words.includes('-h') || name === 'help';
  if (name === undefined || isHelp) {
    const helpCommand = command ?? commands.find(command => command.name === rest[0]);
    print.out(helpCommand ? commandHelp(helpCommand) : help(commands));
    return 0;
  }
  const context = new Context(print, isJson, commandLine(words), signal);
  try {
    return await runCommand(command, name, rest, context);
  } catch (reason) {
    context.progress.end();
    const error = asXESError(reason);
    const { code } = error;
    const message = [error.message, ...context.notes.map(note => note.message)].join(' ');
    const listing = listingOf(error);
    const json = { error: { code, message, ...(listing ? { listing } : {}) } };
    const table = listing ? `\n${listingText(listing)}\n` : '';
    print.err(
      isJson
        ? harmlessJson(JSON.stringify(json)) + '\n'
        : harmlessText(`error: ${message} [${code}]\n${table}`)
    );
    return code === 'cli/interrupted' ? 130 : 2;
  }
}

async function runCommand(
  command: Command | undefined,
  name: string,
  words: readonly string[],
  context: Context
): Promise<number> {
  if (!command) {
    throw new XESError('cli/usage', `There is no command "${name}". See jupyterlab-xes --help.`);
  }
  const { files, options } = parseArguments(command, words);
  context.reads.choose(choiceOfOptions(options));
  const { words: before = 0 } = command.files;
  const named = expand(files.slice(before), warning => context.note(warning));
  const all = [...files.slice(0, before), ...named];
  return (await command.run({ files: all, options, context })) ?? 0;
}

/** The command line, quoted for a shell. */
function commandLine(words: readonly string[]): string {
  const quoted = words.map(word =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`
  );
  return [creator, ...quoted].join(' ');
}
