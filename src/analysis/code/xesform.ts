import { planOf } from './plan.js';
import type { Code, CodeRequest } from './types.js';
import { pythonCall } from './words.js';
import { XesWriter } from './xeswriter.js';

/** Python that does the same with this package: a line for each scan and step. */
export function xesCode(request: CodeRequest): Code {
  const plan = planOf(request);
  const writer = new XesWriter(request);
  const scans = writer.scans(plan.scans);
  const steps = plan.steps.map(step => writer.step(step));
  const shown = plan.shown.map(({ ref, sources }) => ({ ref, expression: writer.shown(sources) }));
  const expressions = [...new Set(shown.map(({ expression }) => expression))];
  // a notebook displays the last expression of a cell; several need explicit calls
  const isOne = expressions.length === 1;
  const lines = [
    ...(isOne ? [] : ['from IPython.display import display', '']),
    'import jupyterlab_xes as xes',
    '',
    ...scans,
    ...(steps.length > 0 ? ['', ...steps] : []),
    '',
    isOne ? expressions[0] : pythonCall('display', expressions)
  ];
  return { text: `${lines.join('\n')}\n`, shown };
}
