import { number, type Parameter } from '../../../analysis/steps/parameters/index.js';
import { TextField } from '../form/fields.js';
import { Constraint } from './held.js';

const anyNumber = number({ description: '', default: null });

interface IBoundFieldsProps {
  name: string;
  id: string;
  least: number | null;
  most: number | null;
  change(bound: { least: number | null } | { most: number | null }): void;
  commit(): void;
}

/**
 * Lower and upper bound of a parameter. Reversed bounds would make the step fail, so they are not
 * passed on.
 */
export function BoundFields({ name, id, least, most, change, commit }: IBoundFieldsProps) {
  return (
    <>
      <Constraint label="from">
        <TextField
          key={most} // with another limit, rejected text could be valid but not applied
          id={`${id}-least`}
          label={`Least ${name}`}
          parameter={
            most === null ? anyNumber : numberWithin(`below the largest, ${most}`, n => n < most)
          }
          placeholder="−∞"
          value={least ?? undefined}
          change={typed => change({ least: numberOrNull(typed) })}
          commit={commit}
        />
      </Constraint>
      <Constraint label="to">
        <TextField
          key={least}
          id={`${id}-most`}
          label={`Largest ${name}`}
          parameter={
            least === null ? anyNumber : numberWithin(`above the least, ${least}`, n => n > least)
          }
          placeholder="∞"
          value={most ?? undefined}
          change={typed => change({ most: numberOrNull(typed) })}
          commit={commit}
        />
      </Constraint>
    </>
  );
}

/** A number on the correct side of the other bound. */
function numberWithin(range: string, isRight: (value: number) => boolean): Parameter<unknown> {
  const read = (value: unknown) => {
    const known = anyNumber.read(value);
    return typeof known === 'number' && isRight(known) ? known : undefined;
  };
  return { ...anyNumber, range, read };
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
