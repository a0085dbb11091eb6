import { averageStep } from '../../analysis/steps/average.js';
import type { Named } from '../../analysis/naming.js';
import type { NumberResult, SpectrumValue } from '../../analysis/steps/index.js';
import { usage } from '../arguments.js';
import { defineCommand } from '../command.js';
import { reportFailures, failuresJson, gather } from '../failures.js';
import { namesOf, openValues, requireSpectra } from '../inputs.js';
import { refuseInputs, writeOutput } from '../output.js';
import { provenanceOf } from '../provenance.js';
import { outputContent, outputFormat } from '../results.js';
import { applied } from '../stepoutput.js';
import { channel, out, reading } from './options.js';

const { estimator, union, weights } = averageStep.parameters;

export const average = defineCommand({
  name: 'average',
  summary: 'Several scans as one spectrum, with σ and the scatter between them.',
  about: [
    'ΣN/ΣI1 at each energy where counts are known and the grids agree, so that nothing is interpolated; else the mean of interpolated intensities. Scans without common energies are refused: --union combines their ranges, with a column "coverage" for the number of scans at each point.',
    '--weights sets the weight of each FILE (ΣwN/ΣwI1); without it each is weighted by its counts, which gives the least noise.',
    'χ²/dof shows how far the scans differ: 1 is what counting explains. A scan that cannot be read is left out, listed at the end, and the exit code is 1.',
    'CSV: energy_eV, intensity, sigma, and with --union coverage.'
  ],
  files: {
    usage: 'FILE…',
    atLeast: 1,
    atMost: Infinity,
    are: 'scans, results of this program, or CSV spectra'
  },
  options: { channel, estimator, union, weights, out, ...reading },
  examples: [
    {
      line: 'average "scans/2807[789]2_1.nxs" --channel lower --out vtc.csv',
      does: 'three scans of one pattern'
    },
    { line: 'average kbeta.csv vtc.csv --union --out both.csv', does: 'two ranges side by side' }
  ],
  async run({ files, options: { out: target, ...options }, context }) {
    const format = outputFormat(target);
    await refuseInputs(target, files);
    const names = namesOf(files);
    const perFile = weightsOf(options.weights, files);
    const { good, failures } = await gather(files, context, async (file, i) => {
      const opened = await openValues(file, names[i], options.channel, context.reads);
      return {
        ...opened,
        spectra: requireSpectra(opened.values, 'an average'),
        weight: perFile?.[i]
      };
    });
    const spectra = good.flatMap(({ made }) => made.spectra);
    const each = good.flatMap(({ made: { spectra: own, weight } }) => own.map(() => weight ?? 1));
    const given = {
      estimator: options.estimator,
      union: options.union,
      weights: perFile && each
    };
    const completed = averageStep.complete(given);
    const result = await applied(averageStep, spectra, completed);
    const used = good.map(({ file }) => file);
    const parameters = { ...completed, ...result.details };
    const process = [{ id: 'average', step: 'average', parameters }];
    const value = result.values[0] as Named<SpectrumValue>;
    const content = await outputContent(format, {
      title: `Average of ${used.length}: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}`,
      results: [{ id: 'average', value }],
      provenance: await provenanceOf(used, process, context),
      metadata: used.length === 1 ? good[0].made.scan.metadata : null
    });
    await context.checkpoint();
    await writeOutput(target, content, files);
    const points = value.spectrum.energy.length;
    const redchi: NumberResult | undefined = result.numbers.redchi;
    const json = {
      out: target,
      points,
      scans: spectra.length,
      ...result.details,
      redchi: redchi?.value ?? null,
      failed: failuresJson(failures)
    };
    const scatter = redchi ? `, χ²/dof ${redchi.value.toFixed(2)}` : '';
    const text = `${target}: ${points} points of ${spectra.length} spectra${scatter}`;
    context.result(json, text, [...good.flatMap(({ made }) => made.warnings), ...result.warnings]);
    return reportFailures(failures, context);
  }
});

/** One weight per file, in the given order. @throws XESError `cli/usage` */
function weightsOf(weights: readonly number[] | null, files: readonly string[]) {
  if (weights && weights.length !== files.length) {
    throw usage(
      { name: 'average' },
      `There are ${files.length} files and ${weights.length} weights: give one for each, in their order.`
    );
  }
  return weights;
}
