/** What a figure says about itself, inside of its file. */
export interface IAbout {
  readonly title: string;
  /** How it came about; lines. */
  readonly lines: readonly string[];
}

/** The program that made it, as every kind of file names it. */
export const creator = 'jupyterlab-xes';
