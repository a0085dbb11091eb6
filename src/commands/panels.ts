import { CommandIDs } from './ids.js';
import { oneOf } from './documentarguments.js';
import type { CommandRegistrar } from './registrar.js';

const panels = ['list', 'inspector'] as const;

/** Commands that show and hide the panels next to the plots. */
export function addPanels(to: CommandRegistrar): void {
  to.add(CommandIDs.togglePanel, 'Showing a panel', {
    label: ({ panel }) => (panel === 'inspector' ? 'Show Inspector' : 'Show List'),
    inPalette: panels.map(panel => ({ panel })),
    args: { panel: { type: 'string', enum: [...panels] } },
    required: ['panel'],
    isEnabled: values => to.documentOf(values)?.viewer != null,
    isToggled: values =>
      panels.some(
        panel =>
          panel === values.panel && to.documentOf(values)?.viewer?.isPanelOpen(panel) === true
      ),
    run: async values => {
      const { viewer } = await to.placedOf(values);
      const panel = oneOf(values, 'panel', panels);
      viewer.togglePanel(panel);
      const focused = viewer.node.querySelector<HTMLElement>(':focus');
      if (focused && focused.offsetParent === null) {
        viewer.node.focus(); // shortcuts continue to work if the panel with the focus is hidden
      }
      return { panel, isOpen: viewer.isPanelOpen(panel) };
    }
  });
}
