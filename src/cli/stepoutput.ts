import { namedOutput, type Named, type NamedOutput } from '../analysis/naming.js';
import {
  applyStep,
  type JSONValue,
  type NumberResult,
  type Step
} from '../analysis/steps/index.js';
import { mapStep } from '../analysis/steps/map.js';
import { spectrumStep } from '../analysis/steps/spectrum.js';
import { firstChannel, kindOfChannel } from '../formats/scan.js';
import type { NamedResult } from './results.js';

/**
 * What a step makes of named values, named as they are. @param told all parameters, as `complete` gives them.
 * @throws XESError what the step refuses.
 */
export function applied(
  step: Step,
  values: readonly Named[],
  told: Readonly<Record<string, JSONValue>>
): NamedOutput {
  const labels = values.map(({ name }) => name);
  return namedOutput(step, applyStep(step, values, told), labels);
}

/** The values of a step's outputs as results that can be written, each with a name of its own. */
export function writable(step: string, parts: readonly NamedOutput[]): NamedResult[] {
  const all = parts.flatMap(({ values }) => values.flatMap(value => curvesOf(value)));
  return all.map((value, i) => ({ id: all.length === 1 ? step : `${step}_${i + 1}`, value }));
}

/** A scan is written as what is made of it. */
function curvesOf(value: Named): NamedResult['value'][] {
  if (value.kind !== 'scan') {
    return [value];
  }
  return value.scan.channels.flatMap(channel => {
    const isMap = kindOfChannel(value.scan, channel) === 'RXES';
    const isOnly = channel === firstChannel(value.scan) && value.scan.channels.length === 1;
    const name = isOnly ? value.name : `${value.name}:${channel.name}`;
    const step = isMap ? mapStep : spectrumStep;
    const told = step.complete({ channel: channel.name });
    return applied(step, [{ ...value, name }], told).values.flatMap(one =>
      one.kind === 'scan' ? [] : [one]
    );
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
