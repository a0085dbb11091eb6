import { writtenAxis } from '../../base/writtenaxis.js';
import { choice, text } from '../../analysis/steps/parameters/index.js';
import { backgroundStep } from '../../analysis/steps/background.js';
import { tableComments } from '../../analysis/output/text.js';
import type { Named, NamedOutput } from '../../analysis/naming.js';
import type { JSONValue, NumberResult, SpectrumValue } from '../../analysis/steps/index.js';
import { tableText } from '../../formats/index.js';
import { defineCommand } from '../command.js';
import { nameOf, onlySpectrum } from '../inputs.js';
import { refuseInputs, writeOutput } from '../output.js';
import { provenanceOf } from '../provenance.js';
import { outputContent, outputFormat, type Output } from '../results.js';
import { applied } from '../stepoutput.js';
import { channel, out, reading } from './options.js';

const { model, set, fix, exclude, include } = backgroundStep.parameters;

export const background = defineCommand({
  name: 'background',
  summary: 'A background fitted outside the lines and subtracted; area and centroid with σ.',
  about: [
    'The background is fitted to the measured points outside --exclude (or inside --include), by default with Poisson weights where σ is known. Area and centroid are those of what is left in the excluded ranges, with σ of the counts and of the fit; where the windows do not determine the area, neither is given (background/area-undetermined).',
    'It warns where the data do not determine a parameter, where the fit does not describe them (reduced χ²), and where the windows lie on both sides of an absorption edge: there the background drops, and an area can be wrong by a quarter.',
    'CSV: omega_eV, background, residual, sigma. With --json: params {name: {value, stderr, vary}}, redchi, nfev, area and centroid {value, sigma}, warnings.'
  ],
  files: { usage: 'FILE', atLeast: 1, atMost: 1, are: 'a CSV spectrum, a result, or a scan' },
  options: {
    join: text({
      description:
        'A wider scan that is fitted around this one: scaled on their overlap, without one per monitor count',
      default: null
    }),
    model,
    set,
    fix,
    exclude,
    include,
    weights: choice(['poisson', 'none'], {
      description: 'Weights 1/σ² of the points, or equal ones; without it poisson where σ is known',
      default: null
    }),
    channel,
    out,
    ...reading
  },
  examples: [
    {
      line: 'background vtc.csv --join kbeta.csv --model pearson7+constant --set center=9571.5 --fix center --include 9590:9630,9662:9665 --out residual.csv',
      does: 'valence-to-core lines on the tail of Kβ1,3, with windows below the K edge'
    }
  ],
  async run({ files: [file], options, context }) {
    const { join, channel: arm, out: target, weights } = options;
    const given = {
      model: options.model,
      set: options.set,
      fix: options.fix,
      exclude: options.exclude,
      include: options.include
    };
    const format = outputFormat(target);
    const files = join === null ? [file] : [file, join];
    await refuseInputs(target, files);
    const main = await onlySpectrum(file, arm, context.reads);
    const weights_ = weights ?? (hasSigma(main.value) ? 'poisson' : 'none');
    const settings = { ...given, weights: weights_ };
    const wide = join === null ? null : await onlySpectrum(join, arm, context.reads);
    const parameters = { ...settings, join: wide !== null };
    const inputs = wide ? [main.value, wide.value] : [main.value];
    const result = await applied(backgroundStep, inputs, backgroundStep.complete(parameters));
    const output: Output = {
      title: `Background of ${nameOf(file)}: ${options.model}`,
      results: [{ id: 'background', value: result.values[0] as Named<SpectrumValue> }],
      provenance: await provenanceOf(
        files,
        [{ id: 'background', step: 'background', parameters }],
        context
      ),
      metadata: main.scan.metadata
    };
    const content = format === 'csv' ? backgroundCsv(output) : await outputContent(format, output);
    await context.checkpoint();
    await writeOutput(target, content, files);
    context.result(json(target, result), resultText(target, result), [
      ...main.warnings,
      ...(wide?.warnings ?? []),
      ...result.warnings
    ]);
  }
});

function hasSigma({ spectrum }: SpectrumValue): boolean {
  return spectrum.sigma.some(value => value > 0);
}

/** The columns of the predecessor, which its other tools read, and σ. */
function backgroundCsv({ title, results, provenance }: Output): string {
  const value = results[0].value as Named<SpectrumValue>;
  const { energy, intensity, sigma } = value.spectrum;
  return tableText(
    ['omega_eV', 'background', 'residual', 'sigma'],
    [writtenAxis(energy, value.axis), value.columns?.background ?? energy, intensity, sigma],
    tableComments(value, { title, provenance })
  );
}

function json(out: string, { numbers, details = {} }: NamedOutput): Record<string, unknown> {
  const { params, redchi, nfev, correlations, aic, bic, joinedBy } = details;
  const of = ({ value, sigma }: NumberResult) => ({ value, sigma });
  return {
    out,
    params,
    redchi,
    nfev,
    area: of(numbers.area),
    centroid: of(numbers.centroid),
    aic,
    bic,
    correlations,
    ...(numbers.scale ? { scale: of(numbers.scale), joinedBy } : {}),
    ...(numbers.ratioAtJoin ? { ratioAtJoin: of(numbers.ratioAtJoin) } : {})
  };
}

function resultText(out: string, { numbers, details = {} }: NamedOutput): string {
  const show = ({ value, sigma, unit }: NumberResult) =>
    Number.isNaN(value)
      ? 'not determined'
      : `${value.toPrecision(8)}${sigma === null ? '' : ` ± ${sigma.toPrecision(2)}`} ${unit}`.trimEnd();
  const textOf = (fact?: JSONValue) => (typeof fact === 'string' ? fact : '');
  return [
    textOf(details.report),
    `area      ${show(numbers.area)}`,
    `centroid  ${show(numbers.centroid)}`,
    ...(numbers.scale ? [`scale     ${show(numbers.scale)} (${textOf(details.joinedBy)})`] : []),
    `${out} is written.`
  ].join('\n');
}
