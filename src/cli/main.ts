import { openFile } from '../io/node.js';
import { asXESError, XESError } from '../science/errors.js';
import { parseArguments, type Arguments } from './arguments.js';
import { doctor } from './doctor.js';
import { help } from './help.js';
import { inspection, inspectionText } from './inspect.js';
import { mapCsv } from './map.js';
import { writeOutput } from './output.js';

/** Where the command line prints. */
export interface IPrinter {
  out(text: string): void;
  err(text: string): void;
}

/** @returns the exit code where it is not 0. */
type Command = (args: Arguments, print: IPrinter) => Promise<number | void>;

const commands: Record<string, { options: string[]; run: Command }> = {
  inspect: { options: [], run: inspect },
  map: { options: ['channel', 'view', 'out'], run: map },
  doctor: { options: [], run: examine }
};

/**
 * Run a command line. @returns the exit code: 0, 1 where a check failed, or 2 where it was refused.
 * Never throws.
 */
export async function run(words: readonly string[], print: IPrinter): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || words.includes('--help')) {
    print.out(help);
    return 0;
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) {
      throw new XESError('cli/usage', `There is no command "${name}". See --help.`);
    }
    return (await command.run(parseArguments(rest, command.options), print)) ?? 0;
  } catch (reason) {
    const { code, message } = asXESError(reason);
    print.err(
      words.includes('--json')
        ? JSON.stringify({ error: { code, message } }) + '\n'
        : `error: ${message} [${code}]\n`
    );
    return 2;
  }
}

async function inspect({ positional, options }: Arguments, print: IPrinter): Promise<void> {
  const path = onlyFile(positional);
  const { scan } = await openFile(path);
  print.out(
    options.has('json')
      ? JSON.stringify(inspection(path, scan), null, 2) + '\n'
      : inspectionText(path, scan) + '\n'
  );
}

async function map({ positional, options }: Arguments, print: IPrinter): Promise<void> {
  const path = onlyFile(positional);
  const channel = required(options, 'channel');
  const out = required(options, 'out');
  const view = options.get('view') ?? 'incident';
  if (view !== 'incident' && view !== 'transfer') {
    throw new XESError('cli/usage', `--view is "incident" or "transfer", not "${view}".`);
  }
  if (!out.toLowerCase().endsWith('.csv')) {
    throw new XESError(
      'cli/usage',
      `A map is written as CSV for now: give --out a name that ends in .csv.`
    );
  }
  const { scan } = await openFile(path);
  const csv = mapCsv(scan, channel, view);
  writeOutput(out, csv, [path]);
  const cells = csv.split('\n').length - 2;
  print.out(
    options.has('json') ? JSON.stringify({ out, cells }) + '\n' : `${out}: ${cells} cells\n`
  );
}

async function examine(args: Arguments, print: IPrinter): Promise<number> {
  if (args.positional.length > 0) {
    throw new XESError('cli/usage', 'doctor takes no file. See --help.');
  }
  return doctor(args, print);
}

function onlyFile(positional: string[]): string {
  if (positional.length !== 1) {
    throw new XESError('cli/usage', 'Name one scan. See --help.');
  }
  return positional[0];
}

function required(options: Map<string, string>, name: string): string {
  const value = options.get(name);
  if (value === undefined) {
    throw new XESError('cli/usage', `Option --${name} is needed. See --help.`);
  }
  return value;
}
