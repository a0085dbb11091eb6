import { CommandIDs } from '../ids.js';
import {
  argument,
  fromSchema,
  idSchema,
  objectIn,
  parametersSchema,
  requireText,
  requireTexts,
  sourcesIn,
  textSchema,
  textsSchema
} from './arguments.js';
import type { CommandRegistrar } from './registrar.js';

const idWanted = 'the id of a step, as xes:state lists them';

/** Commands that change the document of the current viewer. */
export function addEditing(to: CommandRegistrar): void {
  to.add(CommandIDs.addScans, 'Adding scans', {
    label: 'Add Scans…',
    args: {
      paths: {
        ...textsSchema,
        description: 'Paths from the root; without them they are asked for.'
      }
    },
    isEnabled: values => to.can('addScans', values),
    isVisible: values => to.can('addScans', values),
    run: async values => {
      const viewer = to.viewerOf(values);
      if (values.paths === undefined) {
        viewer.askForScans();
        return null;
      }
      await to.loadedModelOf(values);
      return { ids: viewer.addScans(requireTexts(values, 'paths', 'a list of paths of scans')) };
    }
  });
  to.add(CommandIDs.addStep, 'Adding a step', {
    label: 'XES: Add Step',
    inPalette: false,
    args: { step: textSchema, from: fromSchema, parameters: parametersSchema },
    required: ['step'],
    run: async values => {
      const model = await to.loadedModelOf(values);
      const id = model.addStep({
        step: requireText(values, 'step', 'the name of a step'),
        from: sourcesIn(values, 'from'),
        parameters: objectIn(values, 'parameters')
      });
      return { id };
    }
  });
  to.add(CommandIDs.setStep, 'Changing a step', {
    label: 'XES: Change Step',
    inPalette: false,
    args: { id: idSchema, parameters: parametersSchema },
    required: ['id', 'parameters'],
    run: async values => {
      const model = await to.loadedModelOf(values);
      if (values.parameters === undefined) {
        throw argument('parameters', 'an object');
      }
      const id = requireText(values, 'id', idWanted);
      model.setStep(id, objectIn(values, 'parameters'));
      return { id };
    }
  });
  to.add(CommandIDs.remove, 'Removing scans and steps', {
    label: 'XES: Remove Scans and Steps',
    inPalette: false,
    args: { ids: textsSchema },
    required: ['ids'],
    run: async values => {
      const model = await to.loadedModelOf(values);
      const ids = requireTexts(values, 'ids', 'a list of ids of scans and steps');
      model.remove(ids);
      return { ids };
    }
  });
  for (const [id, doing, label, action] of [
    [CommandIDs.undo, 'Undoing', 'Undo in XES Viewer', 'undo'],
    [CommandIDs.redo, 'Redoing', 'Redo in XES Viewer', 'redo']
  ] as const) {
    to.add(id, doing, {
      label,
      isEnabled: values => to.can(action, values),
      run: values => {
        const model = to.modelOf(values);
        model[action]();
        return model.history;
      }
    });
  }
}
