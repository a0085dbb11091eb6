/** The panels at the sides of the stage. */
export type SideName = 'list' | 'inspector';

export interface ISideLayout {
  /** Pixels. */
  width: number;
  isOpen: boolean;
}

/** How wide the panels are, and which are open. */
export type ILayout = Readonly<Record<SideName, ISideLayout>>;

/** Remembers the layout for the next viewer. */
export interface ILayoutStore {
  load(): ILayout;
  save(layout: ILayout): void;
}

export const defaultLayout: ILayout = {
  list: { width: 260, isOpen: true },
  inspector: { width: 280, isOpen: true }
};

/** Widths that a panel can have, pixels. */
export const sideWidths = { least: 160, most: 640 } as const;
