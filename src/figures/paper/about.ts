/** Metadata of a figure, within its file. */
export interface IAbout {
  readonly title: string;
  /** Its provenance; lines. */
  readonly lines: readonly string[];
}
