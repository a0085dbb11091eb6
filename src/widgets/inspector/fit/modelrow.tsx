import { Fragment, useState } from 'react';
import type { StepEntry } from '../../../analysis/document/index.js';
import { number, text } from '../../../analysis/steps/parameters/index.js';
import { TextField } from '../form/fields.js';
import type { IInspectedItem } from '../inspecteditems.js';
import { BoundFields } from './boundfields.js';
import { Constraint } from './held.js';
import {
  withBound,
  withFixed,
  withStart,
  withTie,
  type IModelFields,
  type IModelRow
} from './modelrows.js';

// typed numbers are read as everywhere else
const anyNumber = number({ description: '', default: null });
const anyText = text({ description: '', default: null });

/** New parameters of a step, computed from its present ones. */
export type ModelEdit = (given: StepEntry['parameters']) => Record<string, unknown>;

interface IRowProps {
  row: IModelRow;
  id: string;
  fields: IModelFields;
  item: IInspectedItem | null;
  set(change: ModelEdit): void;
  commit(): void;
}

/** A parameter of a model, with its constraints when unfolded. */
export function ModelRow({ row, id, fields, item, set, commit }: IRowProps) {
  const { name, found, doubt, start, isFixed, least, most, tie, usualTie } = row;
  const isHeld = tie !== '' || least !== null || most !== null;
  const [isOpen, setOpen] = useState(isHeld);
  const canHold = fields.bounds !== null || fields.tie !== null;
  const value = item?.numbers[name]?.value;
  const isTied = tie !== '' || (usualTie !== '' && start === undefined && !isFixed);
  return (
    <tbody>
      <tr>
        <th scope="row" title={usualTie === '' ? name : `${name} = ${usualTie}`}>
          {brokenAfter('_', name)}
          <span className={doubt ? 'jp-mod-doubt' : undefined} title={doubt || undefined}>
            {found}
          </span>
        </th>
        <td>
          <TextField
            id={`${id}-start`}
            label={`Start of ${name}`}
            parameter={anyNumber}
            placeholder={isTied ? 'tied' : 'automatic'}
            value={start}
            change={typed => set(given => withStart(fields, given, name, numberOf(typed)))}
            commit={commit}
          />
        </td>
        <td>
          <input
            type="checkbox"
            aria-label={`Fix ${name}`}
            checked={isFixed}
            disabled={fields.fixed === null}
            onChange={event => {
              set(given =>
                withFixed(fields, given, name, { isFixed: event.target.checked, found: value })
              );
              commit();
            }}
          />
        </td>
        <td>
          {canHold ? (
            <button
              type="button"
              className="jp-XESButton jp-mod-styled jp-mod-minimal"
              aria-expanded={isOpen}
              aria-label={`Bounds and tie of ${name}`}
              title="Bounds and tie"
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? '▾' : '▸'}
            </button>
          ) : null}
        </td>
      </tr>
      {isOpen && canHold ? (
        <tr>
          <td colSpan={4}>
            <div className="jp-XESModel-held">
              {fields.bounds === null ? null : (
                <BoundFields
                  {...{ name, id, least, most, commit }}
                  change={bound => set(given => withBound(fields, given, name, bound))}
                />
              )}
              {fields.tie === null ? null : (
                <Constraint label="=">
                  <TextField
                    id={`${id}-tie`}
                    label={`Tie of ${name}`}
                    parameter={anyText}
                    placeholder={usualTie || 'such as 2*sigma'}
                    value={tie || undefined}
                    change={typed => set(given => withTie(fields, given, name, textOf(typed)))}
                    commit={commit}
                  />
                </Constraint>
              )}
            </div>
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

/** A name that may break after a sign; otherwise it would break within a word. */
function brokenAfter(sign: string, name: string) {
  return name.split(sign).map((part, i, { length }) => (
    <Fragment key={i}>
      {part}
      {i < length - 1 ? sign : ''}
      {i < length - 1 ? <wbr /> : null}
    </Fragment>
  ));
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
