// The page written by `npm run coverage -- --write`.
const list = codes => [...codes].map(code => `\`${code}\``).join(', ');

export function page(coverage, { rows, trials }) {
  const wrong = rows.filter(({ verdict }) => verdict === 'wrong');
  return `# Is σ right?

Made by \`npm run coverage -- --write\`; do not edit.

Every step, in variants, and chains of two and three of them, as the engine evaluates them in an analysis: scans of known
truth are counted ${trials} times (Poisson, with a monitor that falls and ripples) at 10⁴, 100 and 3 counts at the highest
point. The truth is what the same steps make of the scans without noise, never a mean of the trials. Each number of a
result, single points of its curve, and the area of a part of it are compared:

- **bias**: (mean − truth) in units of the scatter; it should be within ⅓.
- **σ / scatter**: the σ that the result gives (root mean square) over how much it scatters in truth; it should be 1 within
  5 %, at 3 counts within 10 %.

A value counts as not right where it exceeds these by more than three of its statistical errors (of ${trials} trials: ${(1 / Math.sqrt(trials)).toFixed(2)} of a
bias, about ${(1 / Math.sqrt(2 * trials)).toFixed(3)} of a ratio). The table gives the largest bias and the range of σ / scatter of all quantities of a result.
Plain numbers are right; where some are not, they are in *italics* if the result's own warnings say so (in nine trials of ten, or
what is given without a warning is right), else in **bold**. A point of less than one count is not looked at alone, for its
σ is √max(N, 1) by definition. Contours have no σ.

${coverage.summary(rows)}

${coverage.overview(rows)}

${
  wrong.length === 0
    ? ''
    : `## Wrong, and not reported

${coverage.details(rows, 'wrong')}
`
}
## Reported

These are not right, and the result says so: σ is approximate, the value is biased or not determined, or there is none at
so few counts.

${coverage.reportedTable(rows)}

Warnings that count as saying that σ is approximate: ${list(coverage.approximateCodes)}. That the value is biased, or
depends on what is not known: ${list(coverage.biasCodes)}, and any sentence that says that it is biased, too low or too high.
`;
}
