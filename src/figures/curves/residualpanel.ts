import { defaultAxesView, type Range } from '../../analysis/document/index.js';
import { axis } from '../axes.js';
import type { ICurve } from './curve.js';
import { residualSuffix } from './residual.js';
import { spectraRange } from './spectrarange.js';
import { tracesOf } from './spectratraces.js';
import type { ITheme } from '../theme.js';

/**
 * Fractions of the height for the curves and their residuals; the space between them is for ticks.
 */
const domains = { curves: [0.31, 1], residual: [0, 0.25] } as const;

/** Fraction of the height that the curves have above such a panel. */
export const curvesPart = domains.curves[1] - domains.curves[0];

/** What a panel below the curves adds to their figure. */
export interface IResidualPanel {
  traces: Record<string, unknown>[];
  /** Axes by their names in plotly; `yaxis` is merged into that of the curves. */
  layout: { xaxis: object; yaxis: object; yaxis2: object };
}

/**
 * A panel below some curves with their residuals, on an intensity axis of its own and a shared
 * energy axis.
 * @param visible energies, eV: values outside do not extend the intensity axis.
 */
export function residualPanel(
  residuals: readonly ICurve[],
  visible: Range,
  theme: ITheme
): IResidualPanel {
  const { y } = spectraRange(
    residuals.map(({ data }) => data),
    defaultAxesView,
    visible
  );
  return {
    traces: residuals.flatMap(curve =>
      tracesOf(
        { ...curve, key: `${curve.key}${residualSuffix}` },
        { floor: -Infinity, isEven: true, isDetailed: curve.isActive }
      ).map(trace => ({ ...trace, yaxis: 'y2', showlegend: false }))
    ),
    layout: {
      xaxis: { anchor: 'y2' },
      yaxis: { domain: domains.curves },
      yaxis2: {
        ...axis('Residual', theme, y),
        tickformat: '',
        exponentformat: 'power',
        nticks: 4,
        anchor: 'x',
        domain: domains.residual,
        // a drag zooms the energies of both
        fixedrange: true,
        zeroline: true,
        zerolinecolor: theme.text,
        zerolinewidth: 1
      }
    }
  };
}
