import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { Row } from '../../model/index.js';
import type { ListActions } from './listactions.js';

/** Text field that edits a label. */
export function LabelField({ row, actions }: { row: Row; actions: ListActions }) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const end = (label: string | null, takesFocus: boolean) =>
    actions.endEdit(row.key, label, takesFocus);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation(); // keys typed in a text field are not for the list
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault();
      end(event.key === 'Enter' ? event.currentTarget.value : null, true);
    }
  };
  return (
    <input
      ref={field}
      className="jp-XESList-field"
      aria-label={`New label of ${row.label}`}
      data-lm-suppress-shortcuts="true"
      defaultValue={row.label}
      spellCheck={false}
      onKeyDown={onKeyDown}
      onBlur={event => end(event.currentTarget.value, false)}
      onClick={event => event.stopPropagation()}
      onDoubleClick={event => event.stopPropagation()}
    />
  );
}
