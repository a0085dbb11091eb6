import { completeFor } from '../../analysis/steps/channels.js';
import type { Named } from '../../analysis/naming.js';
import type { MapValue } from '../../analysis/steps/index.js';
import { mapStep } from '../../analysis/steps/map.js';
import { measuredCells } from '../../formats/index.js';
import { defineCommand } from '../command.js';
import { chosenChannel, nameOf, warningsOf } from '../inputs.js';
import { refuseInputs, writeOutput } from '../output.js';
import { provenanceOf } from '../provenance.js';
import { outputContent, outputFormat } from '../results.js';
import { applied } from '../stepoutput.js';
import { channel, out, reading } from './options.js';

export const map = defineCommand({
  name: 'map',
  summary: "An RXES map's measured cells, each with its own energies and σ.",
  about: [
    'CSV: incident_eV, emission_eV (or transfer_eV), intensity (counts / monitor) and sigma, one row a measured cell. Nothing is resampled; empty cells are left out.',
    'NeXus: the map on its grid with counts and monitor; in energy transfer, which is no grid, its cells as points.'
  ],
  files: { usage: 'FILE', atLeast: 1, atMost: 1, are: 'an RXES scan' },
  options: {
    channel,
    view: mapStep.parameters.view,
    out,
    ...reading
  },
  examples: [
    {
      line: 'map 279517_1.nxs --channel upper --view transfer --out transfer.csv',
      does: 'the map in energy transfer'
    }
  ],
  async run({ files: [file], options, context }) {
    const format = outputFormat(options.out);
    await refuseInputs(options.out, [file]);
    const scan = await context.reads.scan(file);
    const arm = chosenChannel(scan, options.channel);
    const parameters = { channel: arm.name, view: options.view };
    const step = { id: 'map', step: 'map', parameters };
    const provenance = await provenanceOf([file], [step], context);
    const named = { kind: 'scan' as const, name: nameOf(file), scan };
    const made = await applied(mapStep, [named], completeFor(mapStep, arm, { view: options.view }));
    const value = made.values[0] as Named<MapValue>;
    const content = await outputContent(format, {
      title: `Map of ${nameOf(file)}, ${arm.name}`,
      results: [{ id: 'map', value }],
      provenance,
      metadata: scan.metadata
    });
    await context.checkpoint();
    await writeOutput(options.out, content, [file]);
    const cells = measuredCells(value.map);
    context.result({ out: options.out, cells }, `${options.out}: ${cells} cells`, [
      ...warningsOf(scan),
      ...made.warnings
    ]);
  }
});
