/** What a figure says about itself, inside of its file. */
export interface IAbout {
  readonly title: string;
  /** How it came about; lines. */
  readonly lines: readonly string[];
}
