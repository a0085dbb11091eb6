import { resultJSON } from '../model/resultjson.js';
import { CommandIDs } from './ids.js';
import { requireText, text, textSchema } from './arguments.js';
import { idSchema } from './documentarguments.js';
import type { CommandRegistrar } from './registrar.js';

/** Commands that return the state and results of the current viewer. */
export function addResults(to: CommandRegistrar): void {
  to.add(CommandIDs.state, 'Reading the state of the viewer', {
    label: 'XES: State',
    inPalette: false,
    run: values => to.documentOf(values)?.viewer?.state() ?? null
  });
  to.addOnModel(CommandIDs.result, 'Computing a result', {
    label: 'XES: Result',
    inPalette: false,
    args: {
      id: idSchema,
      channel: { ...textSchema, description: 'Arm of a scan.' },
      output: { ...textSchema, description: 'Which result of a step that gives several.' }
    },
    required: ['id'],
    run: async (values, model) => {
      const [channel, output] = [text(values.channel), text(values.output)];
      const result = await model.result({
        id: requireText(values, 'id', 'the id of a scan or a step'),
        ...(channel === '' ? {} : { channel }),
        ...(output === '' ? {} : { output })
      });
      return resultJSON(result, key => model.labelOf(key));
    }
  });
  to.add(CommandIDs.settled, 'Waiting for results', {
    label: 'XES: Settled',
    inPalette: false,
    run: async values => {
      const { viewer, model } = await to.placedOf(values);
      await model.loaded; // an unreadable document is settled too: its state includes the reason
      await model.settled;
      return viewer.state();
    }
  });
}
