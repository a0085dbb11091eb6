/** The panels at the sides of the stage. */
export type SideName = 'list' | 'inspector';

export interface ISideLayout {
  /** Pixels. */
  width: number;
  isOpen: boolean;
}

/** How wide the panels are, and which are open; and whether what a fit leaves has a panel of its own. */
export interface ILayout extends Readonly<Record<SideName, ISideLayout>> {
  readonly residual: boolean;
}

/** Remembers the layout for the next viewer. */
export interface ILayoutStore {
  load(): ILayout;
  save(layout: ILayout): void;
}

export const defaultLayout: ILayout = {
  list: { width: 260, isOpen: true },
  inspector: { width: 280, isOpen: true },
  residual: true
};

/** Widths that a panel can have, pixels. */
export const sideWidths = { least: 160, most: 640 } as const;
