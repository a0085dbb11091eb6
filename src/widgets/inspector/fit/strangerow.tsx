import { closeIcon } from '@jupyterlab/ui-components';
import { ToolButton } from '../parts.js';
import type { IStrangeRow } from './modelrows.js';

interface IStrangeRowProps {
  row: IStrangeRow;
  drop(): void;
}

/** A value given for a name that the model does not have: no other field could remove it. */
export function StrangeRow({ row: { name, given }, drop }: IStrangeRowProps) {
  return (
    <tbody className="jp-mod-strange">
      <tr>
        <th scope="row" title={`The model has no parameter ${name}: the step fails with it`}>
          {name}
          <span>not of the model</span>
        </th>
        <td colSpan={2}>{given}</td>
        <td>
          <ToolButton
            title={`Drop all that is given for ${name}`}
            icon={closeIcon}
            onClick={drop}
          />
        </td>
      </tr>
    </tbody>
  );
}
