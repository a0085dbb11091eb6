import { downloadIcon, refreshIcon } from '@jupyterlab/ui-components';
import type { ViewerAction } from '../../widgets/actions.js';
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
  to.add(CommandIDs.saveProfile, 'Saving a profile', {
    icon: downloadIcon,
    label: ({ type }) => savingLabel(type),
    caption: values =>
      values.type
        ? to.reason(`${savingLabel(values.type)} as CSV`, savingOf(values.type), values)
        : '',
    // without a type: the spectrum, else the CIE profile
    isEnabled: values =>
      to.can('saveSpectrum', values)
        ? values.type !== 'CIE' && values.type !== 'CEE'
        : to.can(savingOf(values.type), values),
    // a toolbar's buttons stay the same whatever is selected: where there is nothing to save, they say why
    isVisible: ({ type, ...values }) =>
      !isCurve(type) || to.documentOf(values)?.viewer?.offers(type) === true,
    args: { type: { type: 'string', enum: ['CIE', 'CEE', 'spectrum'] } },
    run: async values => {
      const { viewer } = await to.loadedOf(values);
      await viewer.saveProfile(profileOf(values.type));
    }
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

/** Which curve to save; without a type the spectrum, else the CIE profile. */
function profileOf(type: unknown): 'CIE' | 'CEE' | 'spectrum' {
  if (type === undefined || isCurve(type)) {
    return type ?? 'CIE';
  }
  throw argument('type', 'CIE, CEE or spectrum');
}

function isCurve(type: unknown): type is 'CIE' | 'CEE' | 'spectrum' {
  return type === 'CIE' || type === 'CEE' || type === 'spectrum';
}

function savingLabel(type: unknown): string {
  return type === 'spectrum' ? 'Save Spectrum' : `Save ${isCurve(type) ? type : 'Profile'}`;
}

function savingOf(type: unknown): ViewerAction {
  return type === 'CEE' ? 'saveCEE' : type === 'spectrum' ? 'saveSpectrum' : 'saveCIE';
}
