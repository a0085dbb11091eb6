import { writtenEnergy } from '../../base/writtenenergy.js';
import { completeFor } from '../../analysis/steps/channels.js';
import type { Named } from '../../analysis/naming.js';
import type { SpectrumValue } from '../../analysis/steps/index.js';
import { cutStep } from '../../analysis/steps/cut.js';
import { defineCommand } from '../command.js';
import { herfdFacts } from '../herfd.js';
import { chosenChannel, nameOf, warningsOf } from '../inputs.js';
import { refuseInputs } from '../output.js';
import { outputFormat } from '../results.js';
import { applied } from '../stepoutput.js';
import { writeSpectrum } from '../write.js';
import { channel, herfd, out, reading } from './options.js';

const { type, at, width, value } = cutStep.parameters;

export const cut = defineCommand({
  name: 'cut',
  summary: 'A cut through an RXES map at a constant energy, with σ.',
  about: [
    'CIE holds the incident energy Ω constant (an emission spectrum), CEE the emission energy ω (a HERFD spectrum), CET the energy transfer Ω − ω. At each energy along the cut the measured cells with |q − at| ≤ width/2 are averaged, or summed with --value sum; energies without a cell are left out.',
    'CSV: energy_eV (emission energy for CIE, else incident energy), intensity and sigma.'
  ],
  files: { usage: 'FILE', atLeast: 1, atMost: 1, are: 'an RXES scan' },
  options: { channel, type, at, width, value, out, ...herfd, ...reading },
  examples: [
    {
      line: 'cut 279517_1.nxs --channel upper --type CEE --at 8639.2 --width 1 --out herfd.csv',
      does: 'HERFD at Kα1, 1 eV wide'
    }
  ],
  async run({ files: [file], options, context }) {
    const format = outputFormat(options.out);
    await refuseInputs(options.out, [file]);
    const scan = await context.reads.scan(file);
    const arm = chosenChannel(scan, options.channel);
    const requested = {
      type: options.type,
      at: options.at,
      width: options.width,
      value: options.value
    };
    const parameters = completeFor(cutStep, arm, requested);
    const name = nameOf(file);
    const { values, warnings } = await applied(cutStep, [{ kind: 'scan', name, scan }], parameters);
    const result = { id: 'cut', value: values[0] as Named<SpectrumValue> };
    const energy = options.type === 'CEE' ? options.at : NaN;
    const herfd = herfdFacts(result.value, energy, options, format);
    await writeSpectrum(context, {
      out: options.out,
      files: [file],
      title: `${options.type} cut of ${name}, ${arm.name}, at ${writtenEnergy(options.at)} eV`,
      result,
      process: [{ id: 'cut', step: 'cut', parameters }],
      scan,
      herfd: herfd.facts,
      warnings: [...warningsOf(scan), ...warnings, ...herfd.warnings]
    });
  }
});
