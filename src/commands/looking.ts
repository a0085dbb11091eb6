import { copyIcon, refreshIcon } from '@jupyterlab/ui-components';
import { CommandIDs } from './ids.js';
import { figureIcon, wholeIcon } from './toolbaricons.js';
import { argument, textSchema } from './arguments.js';
import { oneOf } from './documentarguments.js';
import type { CommandRegistrar } from './registrar.js';

const figurePlaces = ['download', 'clipboard', 'paper'] as const;

/** Labels of the command by destination of the figure. */
const figureLabels: Readonly<Record<(typeof figurePlaces)[number], string>> = {
  download: 'Save Figure',
  clipboard: 'Copy as Picture',
  paper: 'Figure…'
};

function placeOf(given: unknown): (typeof figurePlaces)[number] {
  return figurePlaces.find(place => place === given) ?? 'download';
}

/** Commands that change the current viewer's view, and save what it shows. */
export function addLooking(to: CommandRegistrar): void {
  to.add(CommandIDs.resetZoom, 'Resetting the zoom', {
    label: 'Reset Zoom',
    icon: wholeIcon,
    caption: values => to.reason('Reset Zoom', 'resetZoom', values),
    isEnabled: values => to.can('resetZoom', values),
    run: async values => (await to.placedOf(values)).viewer.resetZoom()
  });
  to.add(CommandIDs.saveFigure, 'Saving the figure', {
    label: ({ to: place }) => figureLabels[placeOf(place)],
    icon: values => (placeOf(values.to) === 'clipboard' ? copyIcon : figureIcon),
    caption: values => {
      const place = placeOf(values.to);
      const does = place === 'download' ? 'Save Figure as PNG' : figureLabels[place];
      return to.reason(does, 'saveFigure', values);
    },
    isEnabled: values => to.can('saveFigure', values),
    args: {
      to: {
        enum: figurePlaces,
        description:
          'A PNG to download (without it), the same on the clipboard, or the form of figures for papers.'
      }
    },
    inPalette: figurePlaces.map(place => ({ to: place })),
    run: async values => {
      const { viewer } = await to.loadedOf(values);
      switch (values.to === undefined ? 'download' : oneOf(values, 'to', figurePlaces)) {
        case 'clipboard':
          return viewer.copyFigure();
        case 'paper':
          return viewer.openPaper();
        default:
          return viewer.saveFigure();
      }
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
