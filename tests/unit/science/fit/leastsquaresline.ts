/** The straight line of least squares through points (n), by its normal equations about the mean. */
export function fittedLine(x: Float64Array, y: Float64Array) {
  const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
  const [x0, y0] = [mean(x), mean(y)];
  const slope =
    x.reduce((sum, value, i) => sum + (value - x0) * (y[i] - y0), 0) /
    x.reduce((sum, value) => sum + (value - x0) ** 2, 0);
  return { slope, at: (value: number) => y0 + slope * (value - x0) };
}
