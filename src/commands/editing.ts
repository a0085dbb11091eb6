import { addIcon, redoIcon, undoIcon } from '@jupyterlab/ui-components';
import { CommandIDs } from './ids.js';
import { argument, requireText, textSchema } from './arguments.js';
import {
  fromSchema,
  numberIn,
  objectIn,
  oneOf,
  parametersSchema,
  requireTexts,
  sourcesIn,
  textsSchema
} from './documentarguments.js';
import { readChoiceIn, readChoiceSchema } from './readchoice.js';
import type { Args, CommandRegistrar } from './registrar.js';

const cutTypes = ['CIE', 'CEE', 'CET'] as const;

/** Commands that change the document of the current viewer. */
export function addEditing(to: CommandRegistrar): void {
  to.add(CommandIDs.addScans, 'Adding scans', {
    label: 'Add Scans…',
    icon: addIcon,
    args: {
      paths: {
        ...textsSchema,
        description: 'Paths from the root; without them they are asked for.'
      },
      ...readChoiceSchema
    },
    isEnabled: values => to.can('addScans', values),
    isVisible: values => to.can('addScans', values),
    run: async values => {
      if (values.paths === undefined) {
        (await to.placedOf(values)).viewer.askForScans();
        return null;
      }
      const { viewer } = await to.loadedOf(values);
      const paths = requireTexts(values, 'paths', 'a list of paths of scans');
      return { ids: viewer.addScans(paths, readChoiceIn(values)) };
    }
  });
  to.addOnModel(CommandIDs.addStep, 'Adding a step', {
    label: 'XES: Add Step',
    inPalette: false,
    args: {
      step: textSchema,
      from: fromSchema,
      parameters: parametersSchema,
      label: { ...textSchema, description: 'What the result is called.' },
      id: { ...textSchema, description: 'Its id; without it one that is free.' }
    },
    required: ['step'],
    run: (values, model) => {
      const id = model.addStep({
        step: requireText(values, 'step', 'the name of a step'),
        from: sourcesIn(values, 'from'),
        parameters: objectIn(values, 'parameters'),
        ...textIn(values, 'label'),
        ...textIn(values, 'id')
      });
      return { id };
    }
  });
  to.add(CommandIDs.openAddStep, 'Offering steps', {
    label: 'Add Step…',
    isEnabled: values => to.documentOf(values)?.model?.isLoaded === true,
    run: async values => {
      const { viewer } = await to.loadedOf(values);
      // below the list's heading, if that is visible
      const heading = viewer.node.querySelector<HTMLElement>('.jp-XESList-header');
      viewer.offerSteps(heading?.offsetParent ? heading : undefined);
      return null;
    }
  });
  to.addOnModel(CommandIDs.addCut, 'Adding a cut', {
    label: 'XES: Add Cut',
    inPalette: false,
    args: {
      type: { type: 'string', enum: [...cutTypes] },
      at: { type: 'number', description: 'The energy that is held constant, eV.' },
      width: { type: 'number', minimum: 0, description: 'Full width, eV; absent: one step.' },
      name: { ...textSchema, description: 'Label of the cut.' }
    },
    required: ['type', 'at'],
    run: (values, model) => {
      const type = oneOf(values, 'type', cutTypes);
      const at = numberIn(values, 'at', 'an energy in eV');
      const width = numberIn(values, 'width', 'a width in eV');
      if (at === undefined || (width ?? 0) < 0) {
        throw at === undefined ? argument('at', 'an energy in eV') : argument('width', '0 or more');
      }
      const { name } = textIn(values, 'name');
      const parameters = { type, at, ...(width === undefined ? {} : { width }) };
      const label = name === undefined ? {} : { label: name };
      return { id: model.addStep({ step: 'cut', parameters, ...label }) };
    }
  });
  for (const [id, doing, label, icon, action] of [
    [CommandIDs.undo, 'Undoing', 'Undo', undoIcon, 'undo'],
    [CommandIDs.redo, 'Redoing', 'Redo', redoIcon, 'redo']
  ] as const) {
    to.add(id, doing, {
      label: values => {
        const what = to.documentOf(values)?.model?.historyLabels[action];
        return what ? `${label} ${what.charAt(0).toLowerCase()}${what.slice(1)}` : label;
      },
      icon,
      isEnabled: values => to.can(action, values),
      run: async values => {
        const { model } = await to.placedOf(values);
        model[action]();
        return model.history;
      }
    });
  }
}

/** A text under its name, if it is given. @throws XESError `command/argument` */
function textIn<K extends string>(values: Args, name: K): { [key in K]?: string } {
  const given = values[name] === undefined ? {} : { [name]: requireText(values, name, 'a text') };
  return given as { [key in K]?: string };
}
