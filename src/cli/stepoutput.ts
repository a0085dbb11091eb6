import { mapStep } from '../analysis/steps/map.js';
import { spectrumStep } from '../analysis/steps/spectrum.js';
import type { NumberResult, StepOutput, Value } from '../analysis/steps/index.js';
import { firstChannel, kindOfChannel } from '../formats/scan.js';
import type { NamedResult } from './results.js';

/** The values of a step's outputs as results that can be written, each with a name of its own. */
export function writable(
  step: string,
  parts: readonly (StepOutput & { label: string })[]
): NamedResult[] {
  const all = parts.flatMap(({ values }) => values.flatMap(value => curvesOf(value)));
  return all.map((value, i) => ({ id: all.length === 1 ? step : `${step}_${i + 1}`, value }));
}

/** A scan is written as what is made of it. */
function curvesOf(value: Value): NamedResult['value'][] {
  if (value.kind !== 'scan') {
    return [value];
  }
  return value.scan.channels.flatMap(channel => {
    const isMap = kindOfChannel(value.scan, channel) === 'RXES';
    const isOnly = channel === firstChannel(value.scan) && value.scan.channels.length === 1;
    const name = isOnly ? value.name : `${value.name}:${channel.name}`;
    const step = isMap ? mapStep : spectrumStep;
    const made = step.apply([{ ...value, name }], { channel: channel.name });
    return made.values.flatMap(one => (one.kind === 'scan' ? [] : [one]));
  });
}

/** Numbers for people, one a line. */
export function numbersText(numbers: Readonly<Record<string, NumberResult>>): string {
  const longest = Math.max(0, ...Object.keys(numbers).map(name => name.length));
  return Object.entries(numbers)
    .map(([name, { value, sigma, unit }]) => {
      const known = sigma === null ? '' : ` ± ${Number(sigma.toPrecision(3))}`;
      return `${name.padEnd(longest)}  ${Number(value.toPrecision(10))}${known} ${unit}`.trimEnd();
    })
    .join('\n');
}
