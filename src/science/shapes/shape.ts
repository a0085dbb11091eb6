/** A parameter of a shape with its starting value, by lmfit's name. */
export interface ShapeParameter {
  name: string;
  value: number;
  min?: number;
  max?: number;
  /** Whether it is fitted unless the user decides otherwise; default yes. */
  vary?: boolean;
  /** Expression in the other parameters of the shape that it follows unless the user frees it. */
  expr?: string;
}

/** A quantity derived from the parameters of a shape, e.g. its full width at half maximum. */
export interface Derived {
  name: string;
  expr: string;
}

/** A line shape or a background, with lmfit's definition and names. */
export interface Shape {
  readonly name: string;
  readonly parameters: readonly ShapeParameter[];
  readonly derived: readonly Derived[];
  /** Whether the parameters are coefficients of powers of x. */
  readonly isPolynomial?: boolean;
  /**
   * Write the values (n) at x (n) and the derivatives by each parameter (one array of n each).
   * Allocates nothing; values are not finite if the parameters are invalid.
   */
  evaluate(
    x: Float64Array,
    p: Float64Array,
    value: Float64Array,
    derivatives: readonly Float64Array[]
  ): void;
}

/** Full width and height of a peak, as multiples of sigma and amplitude/sigma. */
export function widthAndHeight(fwhm: number, height: number): Derived[] {
  return [
    { name: 'fwhm', expr: `${fwhm}*sigma` },
    { name: 'height', expr: `${height}*amplitude/sigma` }
  ];
}

/** Area, position and width: the first parameters of most peaks. */
export const peak: readonly ShapeParameter[] = [
  { name: 'amplitude', value: 1 },
  { name: 'center', value: 0 },
  { name: 'sigma', value: 1, min: 0 }
];
