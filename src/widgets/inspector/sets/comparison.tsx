import { Section } from '../parts.js';
import type { IInspectedComparison } from './inspectedset.js';
import { ReferenceField } from './referencefield.js';
import type { SetActions } from './setactions.js';

interface IComparisonProps {
  comparison: IInspectedComparison;
  actions: SetActions;
}

/** The reference that steps compare with: another choice changes all of them. */
export function Comparison({ comparison, actions }: IComparisonProps) {
  const { ids, reference, choices } = comparison;
  return (
    <Section title={ids.length > 1 ? `Reference of all ${ids.length}` : 'Reference'}>
      <div className="jp-XESInspector-set">
        <ReferenceField
          name={ids.length > 1 ? 'Of all' : 'Compared with'}
          choices={choices}
          value={reference}
          onChange={ref => actions.setReference(ids, ref)}
        />
      </div>
    </Section>
  );
}
