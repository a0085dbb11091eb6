import { closeIcon } from '@jupyterlab/ui-components';
import { ToolButton } from '../parts.js';
import type { IUnknownRow } from './modelrows.js';

interface IStrangeRowProps {
  row: IUnknownRow;
  drop(): void;
}

/** A value given for a name that the model does not have: no other field could remove it. */
export function UnknownRow({ row: { name, given }, drop }: IStrangeRowProps) {
  return (
    <tbody className="jp-mod-strange">
      <tr>
        <th scope="row" title={`The model has no parameter ${name}, so that the step fails`}>
          {name}
          <span>not in the model</span>
        </th>
        <td colSpan={2}>{given}</td>
        <td>
          <ToolButton
            title={`Remove everything given for ${name}`}
            icon={closeIcon}
            onClick={drop}
          />
        </td>
      </tr>
    </tbody>
  );
}
