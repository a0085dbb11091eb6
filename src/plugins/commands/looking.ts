import { refreshIcon } from '@jupyterlab/ui-components';
import { CommandIDs } from '../ids.js';
import { figureIcon, wholeIcon } from '../toolbaricons.js';
import { argument, textSchema } from './arguments.js';
import type { CommandRegistrar } from './registrar.js';

/** Commands that change how the current viewer looks at things, and save what it shows. */
export function addLooking(to: CommandRegistrar): void {
  to.add(CommandIDs.resetZoom, 'Resetting the zoom', {
    label: 'Reset Zoom',
    icon: wholeIcon,
    caption: values => to.reason('Reset Zoom', 'resetZoom', values),
    isEnabled: values => to.can('resetZoom', values),
    run: async values => (await to.placedOf(values)).viewer.resetZoom()
  });
  to.add(CommandIDs.saveFigure, 'Saving the figure', {
    label: 'Save Figure',
    icon: figureIcon,
    caption: values => to.reason('Save Figure as PNG', 'saveFigure', values),
    isEnabled: values => to.can('saveFigure', values),
    run: async values => {
      const { viewer } = await to.loadedOf(values);
      await viewer.saveFigure();
    }
  });
  to.add(CommandIDs.setChannel, 'Choosing the channel', {
    label: 'XES: Choose Channel',
    inPalette: false,
    args: { channel: textSchema },
    required: ['channel'],
    run: async values => {
      const { viewer, model } = await to.loadedOf(values);
      const channels = model.active?.facts?.channels ?? [];
      const names = channels.map(({ name }) => name);
      const channel = names.find(name => name === values.channel);
      if (!channel) {
        throw argument('channel', `one of ${names.join(', ') || 'the channels of a scan'}`);
      }
      viewer.setChannel(channel);
    }
  });
  to.add(CommandIDs.reload, 'Reading the scan again', {
    label: 'Reload Scan',
    icon: refreshIcon,
    caption: values => to.reason('Reload Scan', 'reload', values),
    isEnabled: values => to.can('reload', values),
    run: async values => {
      const model = await to.loadedModelOf(values);
      if (model.active) {
        model.reload(model.active.id);
        await model.settled;
      }
    }
  });
}
