import type { AnalysisDocument, StepEntry } from '../../../../src/analysis';

/** The steps that version 2 ran: the cuts of its view first, then those a person wrote down. */
export function recipeSteps({
  steps,
  cuts,
  view
}: Pick<AnalysisDocument, 'steps' | 'cuts' | 'view'>): StepEntry[] {
  const taken = new Set(steps.map(({ id }) => id));
  const drawn = cuts.map((cut, i): StepEntry => {
    let id = `cut-${i + 1}`;
    while (taken.has(id)) {
      id += '-of-view';
    }
    return { id, step: 'cut', from: ['scans'], parameters: { ...cut, channel: view.channel } };
  });
  const [first, ...others] = steps;
  return first ? [...drawn, { ...first, from: first.from ?? ['scans'] }, ...others] : drawn;
}
