import type { IDiagnostics } from '../../diagnostics/types.js';
import { shownName } from '../filename.js';
import type { IModelPopoverOptions } from '../modelpopover.js';
import type { PlotWidget } from '../plotwidget.js';
import { paperPlots } from './paperpage.js';
import { PaperPopover } from './paperpopover.js';
import type { IFigureFolder } from './types.js';

export interface IDrawnPage extends IModelPopoverOptions {
  diagnostics: IDiagnostics;
  /** Path of the document. */
  path: () => string;
  /** The document's folder; absent if figures can only be downloaded. */
  folder?: IFigureFolder | undefined;
  /** Contains the plots. */
  node: HTMLElement;
  /** The visible plots. */
  widgets: () => readonly PlotWidget[];
}

/** The popover that saves the displayed plots as a figure for a paper. */
export function paperPopover({ diagnostics, node, widgets, ...options }: IDrawnPage): PaperPopover {
  const { model, path } = options;
  return new PaperPopover({
    ...options,
    name: () => shownName(model),
    onFailure: error =>
      void diagnostics.report(error, { doing: 'Drawing the figure', path: path() }),
    plots: async ({ style, hasProfiles }, purpose) => {
      const { lookOf } = await import('../../figures/paper/index.js');
      const { theme } = lookOf(style);
      return paperPlots({ node, widgets: widgets(), theme, hasProfiles }, purpose);
    }
  });
}
