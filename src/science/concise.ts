/**
 * A number with its σ in its last digits: `3.2(4)`, `0.144(17)`, `1230(120)`. Two digits of a σ that begins with 1 to
 * 3.5, else one. Where σ is not known, the number alone, of three digits.
 */
export function concise(value: number, sigma: number): string {
  if (!(sigma > 0) || !Number.isFinite(sigma) || !Number.isFinite(value)) {
    return withMinus(String(Number(value.toPrecision(3))));
  }
  const digits = Number(sigma.toExponential(2).split('e')[0]) < 3.55 ? 2 : 1;
  const [last, power] = sigma.toExponential(digits - 1).split('e');
  const decimals = digits - 1 - Number(power);
  if (decimals > 0) {
    const units = last.replace('.', '');
    return withMinus(`${value.toFixed(Math.min(decimals, 100))}(${units})`);
  }
  const unit = 10 ** -decimals;
  const rounded = (one: number) => (Math.round(one / unit) * unit).toFixed(0);
  return withMinus(`${rounded(value)}(${rounded(sigma)})`);
}

function withMinus(text: string): string {
  return text.replace(/^-/, '−');
}
