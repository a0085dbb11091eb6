import { names, text, type Parameter } from '../../analysis/steps/parameters/index.js';
import type { DataFormat } from '../../analysis/output/format.js';
import { reasonsIn } from '../../analysis/steps/approximate.js';
import type { NamedOutput } from '../../analysis/naming.js';
import { completeFor } from '../../analysis/steps/channels.js';
import { requireStep, steps, type JSONValue, type Step } from '../../analysis/steps/index.js';
import type { Scan } from '../../formats/index.js';
import { usage } from '../arguments.js';
import { defineCommand } from '../command.js';
import type { Context } from '../context.js';
import { reportFailures, failuresJson, gather, type Gathered } from '../failures.js';
import { namesOf } from '../inputs.js';
import { refuseInputs, writeOutput } from '../output.js';
import { provenanceOf } from '../provenance.js';
import { outputContent, outputFormat } from '../results.js';
import { channel, reading } from './options.js';
import { applied, numbersText, writable } from '../stepoutput.js';
import { settingsOf } from '../settings.js';
import { stepInputs, stepList, stepListJson } from '../stepinputs.js';
import { flag } from '../../analysis/steps/parameters/index.js';

/** `k=v` pairs; a comma separates them only if another `k=` follows. */
const pairs: Parameter<readonly string[]> = {
  ...names({ description: 'Parameters of the step; set.center=9572 sets one of several' }),
  range: 'NAME=VALUE,…',
  parse: word => word.split(/,(?=\s*[A-Za-z_][\w.]*=)/)
};

export const apply = defineCommand({
  name: 'apply',
  summary: 'Any single step of an analysis by its name; --list shows them all.',
  about: [
    'Applies one step of an analysis to files: a step that works on each spectrum alone takes any number of them, others combine them. Values with commas are lists: --set exclude=9560:9600,9640:9665,model=linear.',
    'Where σ is known to be only approximately right (a calibration on lines found without σ, the highest of many points, facts missing from a file, …) the result has a warning sigma/approximate with the reason. Everything computed from the result has it too, also in files: a comment "sigma: approximate: …" below the rows of a CSV, the attribute sigma_approximate of NXdata.',
    'A step that computes numbers prints them; if it also has a spectrum, --out is optional. A CSV holds one result, or the numbers if there is none; NeXus (.nxs) any number of results, and the numbers.'
  ],
  files: {
    usage: 'STEP FILE…',
    atLeast: 0,
    atMost: Infinity,
    are: 'scans, results, or CSV spectra',
    words: 1
  },
  options: {
    list: flag({ description: 'List the steps with their parameters, units and defaults' }),
    set: pairs,
    channel,
    out: text({ description: 'File to write, .csv, .nxs or .dat', default: null }),
    ...reading
  },
  examples: [
    { line: 'apply --list', does: 'which steps there are' },
    {
      line: 'apply normalise kbeta.csv --set by=area,range=9560:9610 --out normalised.csv',
      does: 'over the area from 9560 to 9610 eV'
    }
  ],
  async run({ files: [name, ...files], options, context }) {
    if (options.list) {
      const listed = name === undefined ? steps : [requireStep(name)];
      context.result({ steps: stepListJson(listed) }, stepList(listed));
      return;
    }
    if (name === undefined || files.length === 0) {
      throw usage({ name: 'apply' }, 'Name a step and the files it works on.');
    }
    const step = requireStep(name);
    const format = options.out === null ? null : outputFormat(options.out);
    if (options.out !== null) {
      await refuseInputs(options.out, files);
    }
    const completed = withChannel(step, settingsOf(step, options.set), options.channel);
    const done = await doStep(step, files, completed, options.channel, context);
    return finish({ step, completed, format, out: options.out, done, context });
  }
});

/** The results of one step, and their files. */
type Done = Gathered<{ output: NamedOutput; scan: Scan | null }> & { files: readonly string[] };

/** A step that works on each value alone continues if one fails. */
async function doStep(
  step: Step,
  files: readonly string[],
  completed: Record<string, JSONValue>,
  arm: string | null,
  context: Context
): Promise<Done> {
  const labels = namesOf(files);
  if (step.inputs === 'each') {
    const gathered = await gather(files, context, async (file, i) => {
      const { values, scan, warnings } = await stepInputs(
        step,
        file,
        labels[i],
        arm,
        context.reads
      );
      const output = await applied(step, values, completed);
      return { scan, output: { ...output, warnings: [...warnings, ...output.warnings] } };
    });
    return { ...gathered, files: gathered.good.map(({ file }) => file) };
  }
  const opened = [];
  for (const [i, file] of files.entries()) {
    context.progress.show(i, files.length, file);
    await context.checkpoint();
    opened.push(await stepInputs(step, file, labels[i], arm, context.reads));
  }
  const inputs = opened.flatMap(({ values }) => values);
  const output = await applied(step, inputs, completed);
  const warnings = [...opened.flatMap(inputs => inputs.warnings), ...output.warnings];
  const scan = opened.length === 1 ? opened[0].scan : null;
  return {
    good: [{ file: '', made: { output: { ...output, warnings }, scan } }],
    failures: [],
    files
  };
}

interface ToFinish {
  step: Step;
  completed: Record<string, unknown>;
  format: DataFormat | null;
  out: string | null;
  done: Done;
  context: Context;
}

async function finish({ step, completed, format, out, done, context }: ToFinish): Promise<number> {
  const { good, failures, files } = done;
  const isSeveral = good.length > 1;
  const parts = good.map(({ file, made }, i) => ({
    ...made.output,
    label: isSeveral ? namesOf(good.map(item => item.file))[i] : '',
    file
  }));
  const results = await writable(step.name, parts);
  const numbers = Object.fromEntries(
    parts.flatMap(({ label, numbers: own }) =>
      Object.entries(own).map(([key, value]) => [label ? `${label}.${key}` : key, value])
    )
  );
  if (out === null && Object.keys(numbers).length === 0) {
    throw usage({ name: 'apply' }, `The step "${step.name}" has no numbers to print: give --out.`);
  }
  if (out !== null && format !== null) {
    const entry = { id: step.name, step: step.name, parameters: completed };
    const content = await outputContent(format, {
      title: `${step.name} of ${files.join(', ')}`,
      results,
      numbers,
      approximate: reasonsIn(parts.flatMap(({ warnings }) => warnings)),
      provenance: await provenanceOf(files, [entry], context),
      metadata: good.length === 1 ? (good[0].made.scan?.metadata ?? null) : null
    });
    await context.checkpoint();
    await writeOutput(out, content, files);
  }
  const details = parts.flatMap(({ file, details: own = {} }) =>
    Object.keys(own).length > 0 ? [{ file, ...own }] : []
  );
  const json = {
    step: step.name,
    parameters: completed,
    out,
    results: results.map(({ value: { kind, name } }) => ({ kind, name })),
    numbers,
    details,
    failed: failuresJson(failures)
  };
  const said = [
    numbersText(numbers),
    ...results.flatMap(({ value }) => (value.kind === 'table' ? (value.verdict ?? []) : [])),
    out === null ? '' : `${out}: ${countOf(results, numbers)}`
  ];
  context.result(
    json,
    said.filter(line => line !== '').join('\n'),
    parts.flatMap(({ warnings }) => warnings)
  );
  return reportFailures(failures, context);
}

/** The contents of a file, in words. */
function countOf(results: readonly unknown[], numbers: object): string {
  return results.length === 0
    ? `${Object.keys(numbers).length} number(s)`
    : `${results.length} result(s)`;
}

/** All parameters of a step; one that reads an arm gets its name in the file. */
function withChannel(
  step: Step,
  given: Record<string, unknown>,
  arm: string | null
): Record<string, JSONValue> {
  return arm !== null && step.parameters.channel && given.channel === undefined
    ? completeFor(step, { name: arm }, given)
    : step.complete(given);
}
