// Fits a batch of spectra with the engine: a JSON array of {x, y, sigma, parts: [{shape, prefix}], start} on
// standard input, the results as a JSON array on standard output.
import { readFileSync } from 'node:fs';
import { load } from '../../scripts/science.mjs';

const { component, fit, parametersOf, report, sum } = await load('science/fit/index.ts');
const batch = JSON.parse(readFileSync(0, 'utf8'));
const results = batch.map(({ x, y, sigma, parts, start, ties = {} }) => {
  const components = parts.map(({ shape, prefix }) => component(shape, prefix));
  const model = components.length > 1 ? sum(...components) : components[0];
  const tied = Object.fromEntries(Object.entries(ties).map(([name, expr]) => [name, { expr }]));
  const result = fit({
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    sigma: sigma && Float64Array.from(sigma),
    model,
    parameters: parametersOf(model, { ...start, ...tied })
  });
  return {
    ...result,
    parameters: Object.fromEntries(result.parameters.map(p => [p.name, p])),
    covariance: Array.from(result.covariance),
    residual: [],
    bestFit: Array.from(result.bestFit),
    codes: result.warnings.map(({ code }) => code),
    report: report(result)
  };
});
console.log(JSON.stringify(results));
