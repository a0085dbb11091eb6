const twoOverRootPi = 2 / Math.sqrt(Math.PI);

/** Beyond this |z|² the asymptotic series is exact to the last digit. */
const far = 225;

/**
 * The Faddeeva function w(z) = exp(−z²)·erfc(−iz) of z = x + iy and its derivative −2zw + 2i/√π,
 * written to `out` as Re w, Im w, Re w′, Im w′; relative accuracy 1e-13. G. P. M. Poppe, C. M. J.
 * Wijers, ACM Trans. Math. Softw. 16 (1990) 38 (algorithm 680); for large |z| its asymptotic
 * series, in which the derivative does not cancel.
 */
export function faddeeva(x: number, y: number, out: Float64Array): void {
  if (y < 0) {
    lowerHalf(x, y, out);
    return;
  }
  if (x * x + y * y > far) {
    asymptotic(x, y, out);
    return;
  }
  near(Math.abs(x), y, out);
  if (x < 0) {
    out[1] = -out[1];
  }
  derive(x, y, out);
}

function derive(x: number, y: number, out: Float64Array): void {
  const [u, v] = [out[0], out[1]];
  out[2] = -2 * (x * u - y * v);
  out[3] = -2 * (x * v + y * u) + twoOverRootPi;
}

/** w(z) = 2·exp(−z²) − w(−z). */
function lowerHalf(x: number, y: number, out: Float64Array): void {
  faddeeva(-x, -y, out);
  const size = 2 * Math.exp(y * y - x * x);
  out[0] = size * Math.cos(2 * x * y) - out[0];
  out[1] = -size * Math.sin(2 * x * y) - out[1];
  derive(x, y, out);
}

/** w = i/√π·Σ (2k−1)!!/2ᵏ·z^−(2k+1), and its derivative. */
function asymptotic(x: number, y: number, out: Float64Array): void {
  const square = x * x + y * y;
  const a = x / square; // 1/z = a + ib
  const b = -y / square;
  const stepRe = a * a - b * b; // 1/z²
  const stepIm = 2 * a * b;
  let re = a;
  let im = b;
  let sumRe = 0;
  let sumIm = 0;
  let slopeRe = 0;
  let slopeIm = 0;
  for (let k = 0; k < 14; k++) {
    sumRe += re;
    sumIm += im;
    slopeRe -= (2 * k + 1) * (re * a - im * b);
    slopeIm -= (2 * k + 1) * (re * b + im * a);
    const factor = k + 0.5;
    const next = factor * (re * stepRe - im * stepIm);
    im = factor * (re * stepIm + im * stepRe);
    re = next;
  }
  const scale = twoOverRootPi / 2;
  out[0] = -scale * sumIm;
  out[1] = scale * sumRe;
  out[2] = -scale * slopeIm;
  out[3] = scale * slopeRe;
}

/** Algorithm 680 for x ≥ 0, y ≥ 0. */
function near(x: number, y: number, out: Float64Array): void {
  const scaledX = x / 6.3;
  const scaledY = y / 4.4;
  const rho = scaledX * scaledX + scaledY * scaledY;
  if (rho < 0.085264) {
    powerSeries(x, y, (1 - 0.85 * scaledY) * Math.sqrt(rho), out);
  } else {
    continuedFraction(x, y, rho, scaledY, out);
  }
}

/** Abramowitz & Stegun 7.1.5 for erf, then w = exp(−z²)·(1 − erf(−iz)). */
function powerSeries(x: number, y: number, rho: number, out: Float64Array): void {
  const re = x * x - y * y;
  const im = 2 * x * y;
  const terms = Math.round(6 + 72 * rho);
  let odd = 2 * terms + 1;
  let sumRe = 1 / odd;
  let sumIm = 0;
  for (let i = terms; i >= 1; i--) {
    odd -= 2;
    const next = (sumRe * re - sumIm * im) / i;
    sumIm = (sumRe * im + sumIm * re) / i;
    sumRe = next + 1 / odd;
  }
  const u = 1 - twoOverRootPi * (sumRe * y + sumIm * x);
  const v = twoOverRootPi * (sumRe * x - sumIm * y);
  const size = Math.exp(-re);
  const cosine = size * Math.cos(im);
  const sine = -size * Math.sin(im);
  out[0] = u * cosine - v * sine;
  out[1] = u * sine + v * cosine;
}

/** Laplace's continued fraction; nearer the origin it starts a Taylor series. */
function continuedFraction(
  x: number,
  y: number,
  square: number,
  scaledY: number,
  out: Float64Array
): void {
  const isOutside = square > 1;
  const rho = isOutside ? Math.sqrt(square) : (1 - scaledY) * Math.sqrt(1 - square);
  const h = isOutside ? 0 : 1.88 * rho;
  // on the border between the two regions h is 0, and there is no expansion
  const taylor = h > 0 ? Math.round(7 + 34 * rho) : -1;
  const terms = isOutside ? Math.floor(3 + 1442 / (26 * rho + 77)) : Math.round(16 + 26 * rho);
  let lambda = h > 0 ? Math.pow(2 * h, taylor) : 0;
  let re = 0;
  let im = 0;
  let sumRe = 0;
  let sumIm = 0;
  for (let n = terms; n >= 0; n--) {
    const tx = y + h + (n + 1) * re;
    const ty = x - (n + 1) * im;
    const c = 0.5 / (tx * tx + ty * ty);
    re = c * tx;
    im = c * ty;
    if (n <= taylor) {
      const shifted = lambda + sumRe;
      sumRe = re * shifted - im * sumIm;
      sumIm = im * shifted + re * sumIm;
      lambda /= 2 * h;
    }
  }
  out[0] = twoOverRootPi * (h > 0 ? sumRe : re);
  out[1] = twoOverRootPi * (h > 0 ? sumIm : im);
  if (y === 0) {
    out[0] = Math.exp(-x * x);
  }
}
