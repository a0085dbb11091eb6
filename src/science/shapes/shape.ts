/** A parameter of a shape as it starts, by lmfit's name. */
export interface ShapeParameter {
  name: string;
  value: number;
  min?: number;
  max?: number;
  /** Whether it is fitted unless the person says otherwise; default yes. */
  vary?: boolean;
  /** Ties it to the others of the same shape, unless the person frees it. */
  expr?: string;
}

/** A number that follows from the parameters of a shape, e.g. its full width at half maximum. */
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
   * Write the values (n) at x (n) and the derivatives by each parameter (one array of n each). Takes no
   * memory; gives non-finite values where the parameters make no sense.
   */
  evaluate(
    x: Float64Array,
    p: Float64Array,
    value: Float64Array,
    derivatives: readonly Float64Array[]
  ): void;
}

/** Full width and height of a peak whose width is a factor of its sigma. */
export function widthAndHeight(fwhm: number, height: number): Derived[] {
  return [
    { name: 'fwhm', expr: `${fwhm}*sigma` },
    { name: 'height', expr: `${height}*amplitude/sigma` }
  ];
}

/** Area, position and width: what most peaks begin with. */
export const peak: readonly ShapeParameter[] = [
  { name: 'amplitude', value: 1 },
  { name: 'center', value: 0 },
  { name: 'sigma', value: 1, min: 0 }
];
