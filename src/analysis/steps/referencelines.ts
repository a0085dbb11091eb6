import { writtenEnergy } from '../../base/writtenenergy.js';
import { numberColumn, wordColumn } from '../../formats/columns.js';
import { linesWithin } from '../../science/referencelines.js';
import { number } from './parameters/index.js';
import { lineNumber, lineParameters, lineTable, lineWithSource } from './lines.js';
import { defineStep, singleOutput } from './step.js';

/** Reference lines within the range of a spectrum. */
export const referenceLinesStep = defineStep({
  name: 'referenceLines',
  title:
    'Tabulated emission lines and absorption edges at the energies of a spectrum, each with its source.',
  takes: ['spectrum'],
  gives: 'table',
  inputs: 'each',
  parameters: {
    ...lineParameters,
    beyond: number({
      description: 'How far beyond its ends to look too',
      unit: 'eV',
      min: 0,
      default: 0
    })
  },
  each({ spectrum }, { beyond, ...which }) {
    const { energy } = spectrum;
    const ends = [energy[0] - beyond, energy[energy.length - 1] + beyond] as const;
    const found = energy.length > 1 ? linesWithin(lineTable(which), ends) : [];
    const none = {
      code: 'lines/none',
      message: `No line of the table lies from ${writtenEnergy(ends[0])} to ${writtenEnergy(ends[1])} eV: search a wider range, or add lines to the table.`
    };
    return {
      ...singleOutput({
        kind: 'table',
        columns: [
          wordColumn(
            'element',
            found.map(line => line.element)
          ),
          wordColumn(
            'line',
            found.map(line => line.name)
          ),
          numberColumn(
            'energy',
            found.map(line => line.energy),
            'eV'
          ),
          numberColumn(
            'sigma',
            found.map(({ sigma = NaN }) => sigma),
            'eV'
          ),
          wordColumn(
            'source',
            found.map(line => line.source)
          )
        ]
      }),
      numbers: Object.fromEntries(found.map(line => [lineWithSource(line), lineNumber(line)])),
      warnings: found.length > 0 ? [] : [none]
    };
  }
});
