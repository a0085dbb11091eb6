export interface IWrittenCut {
  type: string;
  at: number;
  width: number;
}

interface IWritten {
  /** Of versions 1 and 2. */
  cuts?: IWrittenCut[];
  steps: { step: string; parameters: IWrittenCut }[];
}

/** The cuts in the text of an analysis, of any version. */
export function cutsIn(text: string): IWrittenCut[] {
  const { cuts, steps } = JSON.parse(text) as IWritten;
  const written = cuts ?? steps.filter(({ step }) => step === 'cut').map(cut => cut.parameters);
  return written.map(({ type, at, width }) => ({ type, at, width }));
}
