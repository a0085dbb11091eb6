import { downloadIcon, refreshIcon } from '@jupyterlab/ui-components';
import type { ViewerAction } from '../../widgets/actions.js';
import { CommandIDs } from '../ids.js';
import { argument, textSchema } from './arguments.js';
import type { CommandRegistrar } from './registrar.js';

/** Commands that change how the current viewer looks at things, and save what it shows. */
export function addLooking(to: CommandRegistrar): void {
  to.add(CommandIDs.resetZoom, 'Resetting the zoom', {
    label: 'Reset Zoom',
    isEnabled: values => to.can('resetZoom', values),
    run: async values => (await to.placedOf(values)).viewer.resetZoom()
  });
  to.add(CommandIDs.saveProfile, 'Saving a profile', {
    icon: downloadIcon,
    label: ({ type }) => (type === 'spectrum' ? 'Save Spectrum as CSV' : 'Save Profile as CSV'),
    // without a type: the spectrum, else the CIE profile
    isEnabled: values =>
      to.can('saveSpectrum', values)
        ? values.type !== 'CIE' && values.type !== 'CEE'
        : to.can(savingOf(values.type), values),
    // in the toolbar a map has two buttons, a spectrum one
    isVisible: values =>
      !values.type || (values.type === 'spectrum') === to.can('saveSpectrum', values),
    args: { type: { type: 'string', enum: ['CIE', 'CEE', 'spectrum'] } },
    run: async values => {
      const { viewer } = await to.loadedOf(values);
      await viewer.saveProfile(profileOf(values.type));
    }
  });
  to.add(CommandIDs.saveFigure, 'Saving the figure', {
    label: 'Save Figure as PNG',
    icon: downloadIcon,
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
  if (type === undefined || type === 'CIE' || type === 'CEE' || type === 'spectrum') {
    return type ?? 'CIE';
  }
  throw argument('type', 'CIE, CEE or spectrum');
}

function savingOf(type: unknown): ViewerAction {
  return type === 'CEE' ? 'saveCEE' : type === 'spectrum' ? 'saveSpectrum' : 'saveCIE';
}
