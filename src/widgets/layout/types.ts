/** The panels at the sides of the stage. */
export type SideName = 'list' | 'inspector';

export interface ISideLayout {
  /** Pixels. */
  width: number;
  isOpen: boolean;
}

/** Widths of the panels, and which are open; and whether residuals have a panel of their own. */
export interface ILayout extends Readonly<Record<SideName, ISideLayout>> {
  readonly residual: boolean;
}

/** Saves the layout for the next viewer. */
export interface ILayoutStore {
  load(): ILayout;
  save(layout: ILayout): void;
}

export const defaultLayout: ILayout = {
  list: { width: 260, isOpen: true },
  inspector: { width: 280, isOpen: true },
  residual: true
};

/** Limits of a panel's width, pixels. */
export const sideWidths = { least: 160, most: 640 } as const;
