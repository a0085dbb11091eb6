import { completeFor } from '../../analysis/steps/channels.js';
import type { SpectrumValue } from '../../analysis/steps/index.js';
import type { Named } from '../../analysis/naming.js';
import { spectrumStep } from '../../analysis/steps/spectrum.js';
import { axisValues } from '../../science/pointaxis.js';
import { median } from '../../science/statistics.js';
import { defineCommand } from '../command.js';
import { herfdFacts } from '../herfd.js';
import { chosenChannel, nameOf, warningsOf } from '../inputs.js';
import { refuseInputs } from '../output.js';
import { outputFormat } from '../results.js';
import { applied } from '../stepoutput.js';
import { writeSpectrum } from '../write.js';
import { channel, herfd, out, reading } from './options.js';

export const spectrum = defineCommand({
  name: 'spectrum',
  summary: 'The points of a scan as one spectrum: ΣN/ΣI1 at each energy, with σ.',
  about: [
    'CSV: energy_eV, intensity (counts / monitor) and sigma, ascending in energy. The energy is the emission energy of an XES scan and the incident energy of a HERFD-XANES scan; points of the same energy are added up.'
  ],
  files: { usage: 'FILE', atLeast: 1, atMost: 1, are: 'a scan' },
  options: { channel, out, ...herfd, ...reading },
  examples: [{ line: 'spectrum 280754_1.nxs --channel lower --out kbeta.csv', does: 'Kβ as CSV' }],
  async run({ files: [file], options, context }) {
    const format = outputFormat(options.out);
    await refuseInputs(options.out, [file]);
    const scan = await context.reads.scan(file);
    const arm = chosenChannel(scan, options.channel);
    const parameters = completeFor(spectrumStep, arm);
    const name = nameOf(file);
    const { values, warnings } = await applied(
      spectrumStep,
      [{ kind: 'scan', name, scan }],
      parameters
    );
    const result = { id: 'spectrum', value: values[0] as Named<SpectrumValue> };
    const herfd = herfdFacts(result.value, median(axisValues(arm.emission)), options, format);
    await writeSpectrum(context, {
      out: options.out,
      files: [file],
      title: `Spectrum of ${name}, ${arm.name}`,
      result,
      process: [{ id: 'spectrum', step: 'spectrum', parameters }],
      scan,
      herfd: herfd.facts,
      warnings: [...warningsOf(scan), ...warnings, ...herfd.warnings]
    });
  }
});
