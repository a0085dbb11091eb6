import { completeFor } from '../analysis/steps/channels.js';
import type { Id, StepEntry } from '../analysis/document/types.js';
import { Evaluator, type ScanSource } from '../analysis/evaluate/index.js';
import { labeller } from '../analysis/evaluate/labels.js';
import { namedNode } from '../analysis/namednode.js';
import type { Named, NamedOutput } from '../analysis/naming.js';
import type { JSONValue, NumberResult, Step } from '../analysis/steps/index.js';
import { mapStep } from '../analysis/steps/map.js';
import { spectrumStep } from '../analysis/steps/spectrum.js';
import { firstChannel, kindOfChannel } from '../formats/scan.js';
import { XESError } from '../base/errors.js';
import type { NamedResult } from '../analysis/output/nexus.js';

/**
 * The result of a step for named values: the recipe with this single step, evaluated. Scans are
 * passed as the kind that the step works on.
 * @param parameters all parameters, as returned by `complete`.
 * @throws XESError the step's errors; if some of several inputs fail the first failure.
 */
export async function applied(
  step: Step,
  values: readonly Named[],
  parameters: Readonly<Record<string, JSONValue>>
): Promise<NamedOutput> {
  const ids = values.map((_, i) => `input-${i + 1}`);
  const entry: StepEntry = { id: step.name, step: step.name, from: ids, parameters };
  const recipe = { scans: ids.map(id => ({ id, path: '' })), steps: [entry] };
  const sources = new Map(values.map((value, i) => [ids[i], sourceOf(ids[i], value)]));
  const { nodes } = await new Evaluator().evaluate(recipe, sources, {
    demand: 'all',
    signal: new AbortController().signal,
    yield: () => Promise.resolve()
  });
  const names = new Map(values.map(({ name }, i) => [ids[i], name]));
  const node = nodes.get(entry.id);
  const output =
    node &&
    namedNode(
      entry,
      node,
      labeller(recipe, nodes, id => names.get(id) ?? id)
    );
  const error = output?.error ?? output?.failures[0]?.error;
  if (!output || error) {
    throw error ?? new XESError('internal/error', `The step "${step.name}" was not evaluated.`);
  }
  const { values: made, numbers, details, warnings } = output;
  return { values: made, numbers, ...(details ? { details } : {}), warnings };
}

function sourceOf(id: Id, value: Named): ScanSource {
  const source = { id, key: id, state: 'ready', error: null } as const;
  return value.kind === 'scan'
    ? { ...source, scan: value.scan, outline: value.scan }
    : { ...source, scan: null, outline: null, value };
}

/** The values of a step's outputs as results to be written, with unique names. */
export async function writable(
  step: string,
  parts: readonly NamedOutput[]
): Promise<NamedResult[]> {
  const values = parts.flatMap(part => part.values);
  const all = (await Promise.all(values.map(curvesOf))).flat();
  return all.map((value, i) => ({ id: all.length === 1 ? step : `${step}_${i + 1}`, value }));
}

/** A scan is written as its maps and curves. */
async function curvesOf(value: Named): Promise<NamedResult['value'][]> {
  if (value.kind !== 'scan') {
    return [value];
  }
  const curves: NamedResult['value'][] = [];
  for (const channel of value.scan.channels) {
    const isMap = kindOfChannel(value.scan, channel) === 'RXES';
    const isOnly = channel === firstChannel(value.scan) && value.scan.channels.length === 1;
    const name = isOnly ? value.name : `${value.name}:${channel.name}`;
    const step = isMap ? mapStep : spectrumStep;
    const parameters = completeFor(step, channel);
    const { values } = await applied(step, [{ ...value, name }], parameters);
    curves.push(...values.flatMap(value => (value.kind === 'scan' ? [] : [value])));
  }
  return curves;
}

/** Numbers as text, one per line. */
export function numbersText(numbers: Readonly<Record<string, NumberResult>>): string {
  const longest = Math.max(0, ...Object.keys(numbers).map(name => name.length));
  return Object.entries(numbers)
    .map(([name, { value, sigma, unit }]) => {
      const known = sigma === null ? '' : ` ± ${Number(sigma.toPrecision(3))}`;
      return `${name.padEnd(longest)}  ${Number(value.toPrecision(10))}${known} ${unit}`.trimEnd();
    })
    .join('\n');
}
