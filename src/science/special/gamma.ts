/** From this value Stirling's series is exact to the last digit. */
const large = 12;

/** Bernoulli's numbers B₂ₖ. */
const bernoulli = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510];

/** ln|Γ(x)|, by Stirling's series after Γ(x+1) = xΓ(x); infinite at 0, −1, −2, … */
export function lgamma(x: number): number {
  if (x < 0.5) {
    return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgamma(1 - x);
  }
  let shifted = 1;
  while (x < large) {
    shifted *= x++;
  }
  let sum = (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) - Math.log(shifted);
  let power = x;
  for (let k = 1; k <= bernoulli.length; k++) {
    sum += bernoulli[k - 1] / (2 * k * (2 * k - 1) * power);
    power *= x * x;
  }
  return sum;
}

/** ψ(x) = d ln Γ/dx. */
export function digamma(x: number): number {
  if (x < 0.5) {
    return digamma(1 - x) - Math.PI / Math.tan(Math.PI * x);
  }
  let shifted = 0;
  while (x < large) {
    shifted += 1 / x++;
  }
  let sum = Math.log(x) - 0.5 / x - shifted;
  let power = x * x;
  for (let k = 1; k <= bernoulli.length; k++) {
    sum -= bernoulli[k - 1] / (2 * k * power);
    power *= x * x;
  }
  return sum;
}
