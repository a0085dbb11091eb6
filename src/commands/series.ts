import { seriesPages } from '../widgets/series/pages.js';
import { CommandIDs } from './ids.js';
import { oneOf } from './documentarguments.js';
import type { CommandRegistrar } from './registrar.js';

/** Commands for inspecting a series of scans before it is averaged. */
export function addSeries(to: CommandRegistrar): void {
  to.add(CommandIDs.quality, 'Looking at the quality of scans', {
    label: ({ page }) => (page === 'damage' ? 'Radiation Damage…' : 'Quality before Averaging…'),
    inPalette: seriesPages.map(page => ({ page })),
    args: { page: { type: 'string', enum: [...seriesPages] } },
    isEnabled: values => {
      const model = to.documentOf(values)?.model;
      return model?.isLoaded === true && (model.scans.length > 1 || model.activeStep !== null);
    },
    run: async values => {
      const model = await to.loadedModelOf(values);
      const page = values.page === undefined ? 'quality' : oneOf(values, 'page', seriesPages);
      const { openSeries } = await import('../widgets/series/openseries.js');
      return { id: await openSeries(model, page) };
    }
  });
}
