import type { LabIcon } from '@jupyterlab/ui-components';
import type { MouseEvent, ReactNode } from 'react';

interface ISectionProps {
  title: string;
  children: ReactNode;
  /** At the right of the heading. */
  tools?: ReactNode;
  isClosed?: boolean;
}

/** A section of the inspector, which can be folded. */
export function Section({ title, children, tools, isClosed = false }: ISectionProps) {
  return (
    <details className="jp-XESInspector-section" open={!isClosed}>
      <summary>
        <h3>{title}</h3>
      </summary>
      {tools === undefined ? null : <div className="jp-XESInspector-tools">{tools}</div>}
      {children}
    </details>
  );
}

interface IButtonProps {
  /** What it does: its accessible name, if it has only an icon, and its tooltip. */
  title: string;
  onClick(event: MouseEvent<HTMLButtonElement>): void;
  icon?: LabIcon;
  text?: string;
  isDisabled?: boolean;
}

/** A button in JupyterLab's style; not JupyterLab's `<jp-button>`, which leaks. */
export function ToolButton({ title, onClick, icon: Icon, text, isDisabled = false }: IButtonProps) {
  return (
    <button
      type="button"
      className="jp-XESButton jp-mod-styled jp-mod-minimal"
      title={title}
      aria-label={text === undefined ? title : undefined}
      disabled={isDisabled}
      onClick={onClick}
    >
      {Icon ? <Icon.react tag="span" width="16px" height="16px" elementPosition="center" /> : null}
      {text}
    </button>
  );
}

/** How many of a list are not shown. */
export function More({ count }: { count: number }) {
  return count > 0 ? <p className="jp-XESInspector-hint">… and {count} more</p> : null;
}

/** An error or a warning: its sentence, with its code as a tooltip. */
export function Message({ code, message, isError }: IMessageProps) {
  return (
    <p
      className={`jp-XESInspector-message ${isError ? 'jp-mod-error' : 'jp-mod-warn'}`}
      title={code}
    >
      <span aria-hidden="true">⚠ </span>
      {message} <code>{code}</code>
    </p>
  );
}

interface IMessageProps {
  code: string;
  message: string;
  isError?: boolean;
}
