import { fixedWidth, sevenDigits } from './format.js';
import type { FitResult, FittedParameter } from './result.js';

/** Correlations below this are not reported. */
const least = 0.1;

/** The report of a fit in the layout of lmfit's `fit_report`, followed by warnings. */
export function report(result: FitResult): string {
  const parts = [
    ['[[Model]]', `    ${result.model}`],
    statisticsOf(result),
    ['[[Variables]]', ...variables(result.parameters)],
    correlations(result),
    result.warnings.length > 0
      ? ['[[Warnings]]', ...result.warnings.map(({ message }) => `    ${message}`)]
      : []
  ];
  return parts.flat().join('\n');
}

const methods = { 'least-squares': 'leastsq', 'poisson-likelihood': 'poisson likelihood' };

function statisticsOf(result: FitResult): string[] {
  const { nfev, ndata, nvarys, chisqr, redchi, aic, bic, rsquared } = result;
  const lines: [string, string | number][] = [
    ['# fitting method  ', methods[result.estimator]],
    ['# function evals  ', nfev],
    ['# data points     ', ndata],
    ['# variables       ', nvarys],
    ['chi-square        ', fixedWidth(chisqr).trim()],
    ['reduced chi-square', fixedWidth(redchi).trim()],
    ['Akaike info crit  ', fixedWidth(aic).trim()],
    ['Bayesian info crit', fixedWidth(bic).trim()],
    ['R-squared         ', fixedWidth(rsquared).trim()]
  ];
  return ['[[Fit Statistics]]', ...lines.map(([name, value]) => `    ${name} = ${value}`)];
}

function variables(parameters: FittedParameter[]): string[] {
  const longest = Math.max(...parameters.map(({ name }) => name.length));
  return parameters.map(({ name, value, stderr, init, vary, expr }) => {
    const start = `    ${name}:${' '.repeat(longest - name.length)}`;
    const share = value === 0 ? '' : `(${((100 * (stderr ?? 0)) / Math.abs(value)).toFixed(2)}%)`;
    const sigmaText = stderr === null ? '' : ` +/-${fixedWidth(stderr)} ${share}`;
    if (vary) {
      return `${start} ${fixedWidth(value)}${sigmaText} (init = ${sevenDigits(init)})`;
    }
    if (expr !== null) {
      return `${start} ${fixedWidth(value)}${sigmaText} == '${expr}'`;
    }
    const sign = value < 0 ? '' : ' ';
    return `${start} ${sign}${sevenDigits(value)} (fixed)`;
  });
}

function correlations({ correlations: all }: FitResult): string[] {
  const shown = all.filter(({ value }) => Math.abs(value) > least);
  const names = shown.map(({ a, b }) => `${a}, ${b}`);
  const longest = Math.max(...names.map(name => name.length));
  const lines = shown.map(({ value }, i) => {
    const gap = ' '.repeat(longest - names[i].length);
    return `    C(${names[i]})${gap} = ${value < 0 ? '' : '+'}${value.toFixed(4)}`;
  });
  return shown.length > 0
    ? [`[[Correlations]] (unreported correlations are < ${least.toFixed(3)})`, ...lines]
    : [];
}
