/** A plot in plotly's format: plotly draws it on the screen, `figures/paper` on paper. */
export interface IFigure {
  data: Record<string, unknown>[];
  layout: Record<string, unknown>;
}
