import type { AnalysisModel } from '../model/index.js';
import type { Dependents, Id } from '../analysis/document/index.js';
import { CommandIDs } from './ids.js';
import { argument, requireText, text, textSchema } from './arguments.js';
import {
  fromSchema,
  idSchema,
  parametersSchema,
  requireBoolean,
  requireObject,
  requireSources,
  requireTexts,
  textOrNull,
  textsSchema
} from './documentarguments.js';
import { askForLabel } from './labeldialog.js';
import type { Args, ArgumentSchema, CommandRegistrar } from './registrar.js';
import { selectedEntries } from './selection.js';
import { confirmRemoval } from '../widgets/removaldialog.js';
import { removeEntries } from '../widgets/removing.js';

const idWanted = 'the id of a scan or a step, as xes:state lists them';
const becomings: readonly Dependents[] = ['refuse', 'remove', 'detach'];
const nullable = { type: ['string', 'null'] } as const;

/** Commands that change single scans and steps: the given ones, else the selected ones. */
export function addEntries(to: CommandRegistrar): void {
  const selected = (values: Args) => selectedEntries(to.documentOf(values)?.model ?? null);
  const selectedStep = (values: Args) => stepAmong(to, values, selected(values));

  to.addOnModel(CommandIDs.rename, 'Renaming', {
    label: 'Rename Scan or Step…',
    args: { id: idSchema, label: { ...nullable, description: 'Null: the generated label.' } },
    isEnabled: values => selected(values).length > 0,
    run: async (values, model) => {
      const id = idIn(values, model);
      const label = values.label === undefined ? await askForLabel(model, id) : values.label;
      if (label === undefined) {
        return null; // the dialog was cancelled
      }
      if (label !== null && typeof label !== 'string') {
        throw argument('label', 'a text, or null for the generated label');
      }
      model.rename(id, label);
      return { id };
    }
  });
  to.addOnModel(CommandIDs.duplicate, 'Duplicating a step', {
    label: 'Duplicate Step',
    args: { id: idSchema },
    isEnabled: values => selectedStep(values) !== null,
    run: (values, model) => ({ id: model.duplicate(idIn(values, model)) })
  });
  to.addOnModel(CommandIDs.switch, 'Switching a step', {
    label: 'Switch Step Off',
    args: { id: idSchema, off: { type: 'boolean', description: 'Left out: the other way.' } },
    isEnabled: values => selectedStep(values) !== null,
    isToggled: values => selectedStep(values)?.off === true,
    run: (values, model) => {
      const id = idIn(values, model);
      const isOff = model.document.steps.find(step => step.id === id)?.off ?? false;
      const off = values.off === undefined ? !isOff : requireBoolean(values, 'off');
      model.setOff(id, off);
      return { id, off };
    }
  });
  to.addOnModel(CommandIDs.remove, 'Removing scans and steps', {
    label: 'Remove Scans and Steps',
    args: {
      ids: textsSchema,
      dependents: {
        type: 'string',
        enum: becomings,
        description:
          'What becomes of steps that work on them: refuse to remove, remove them too, or detach, so that they go on with the rest.'
      }
    },
    isEnabled: values => selected(values).length > 0,
    run: (values, model, { viewer }) => remove(values, model, !viewer.canAddScans)
  });
  entryCommands.forEach(command => addEntryCommand(to, command));
}

/** A command that changes a single scan or step, which must be given. */
interface IEntryCommand {
  command: string;
  doing: string;
  label: string;
  /** The changed property, and its schema. */
  name: string;
  schema: ArgumentSchema;
  /** @throws XESError `command/argument`, and errors of the model. */
  edit(model: AnalysisModel, id: Id, values: Args): void;
}

const entryCommands: readonly IEntryCommand[] = [
  {
    command: CommandIDs.setColor,
    doing: 'Changing a colour',
    label: 'XES: Change Colour',
    name: 'color',
    schema: { ...nullable, description: '#rrggbb; null: of the palette.' },
    edit: (model, id, values) =>
      model.setColor(id, textOrNull(values, 'color', 'a colour as #rrggbb, or null'))
  },
  {
    command: CommandIDs.move,
    doing: 'Moving a scan or a step',
    label: 'XES: Move Scan or Step',
    name: 'before',
    schema: { ...nullable, description: 'Null: to the end.' },
    edit: (model, id, values) =>
      model.reorder(id, textOrNull(values, 'before', `${idWanted}, or null for the end`))
  },
  {
    command: CommandIDs.setFrom,
    doing: 'Changing what a step works on',
    label: 'XES: Change Inputs',
    name: 'from',
    schema: fromSchema,
    edit: (model, id, values) => model.setFrom(id, requireSources(values, 'from'))
  },
  {
    command: CommandIDs.leaveOut,
    doing: 'Leaving an input out',
    label: 'XES: Leave Out',
    name: 'key',
    schema: { ...textSchema, description: 'Key of the item, such as "s2".' },
    edit: (model, id, values) =>
      model.leaveOut(id, requireText(values, 'key', 'the key of what is left out'))
  },
  {
    command: CommandIDs.setStep,
    doing: 'Changing a step',
    label: 'XES: Change Step',
    name: 'parameters',
    schema: parametersSchema,
    edit: (model, id, values) => model.setStep(id, requireObject(values, 'parameters'))
  }
];

function addEntryCommand(
  to: CommandRegistrar,
  { command, doing, label, name, schema, edit }: IEntryCommand
): void {
  to.addOnModel(command, doing, {
    label,
    inPalette: false,
    args: { id: idSchema, [name]: schema },
    required: ['id', name],
    run: (values, model) => {
      const id = requireText(values, 'id', idWanted);
      edit(model, id, values);
      return { id };
    }
  });
}

async function remove(values: Args, model: AnalysisModel, isLone: boolean) {
  const wanted = 'a list of ids of scans and steps';
  const ids =
    values.ids === undefined ? selectedEntries(model) : requireTexts(values, 'ids', wanted);
  if (ids.length === 0) {
    throw argument('ids', wanted);
  }
  const dependents = becomings.find(choice => choice === (values.dependents ?? 'refuse'));
  if (!dependents) {
    throw argument('dependents', 'refuse, remove or detach');
  }
  const isAsking = values.ids === undefined && values.dependents === undefined;
  const confirm = isAsking ? confirmRemoval : undefined;
  const isRemoved = await removeEntries(model, ids, { isLone, confirm, dependents });
  return isRemoved ? { ids } : null; // the dialog was cancelled
}

/** The given id, else that of the first selected row. @throws XESError `command/argument` */
function idIn(values: Args, model: AnalysisModel): Id {
  const [first] = selectedEntries(model);
  const id = values.id === undefined ? (first ?? '') : text(values.id);
  if (id === '') {
    throw argument('id', idWanted);
  }
  return id;
}

/** The first selected row, if that is a step. */
function stepAmong(to: CommandRegistrar, values: Args, [first]: readonly Id[]) {
  const steps = to.documentOf(values)?.model?.document.steps ?? [];
  return steps.find(({ id }) => id === first) ?? null;
}
