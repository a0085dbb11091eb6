import { addIcon, copyIcon } from '@jupyterlab/ui-components';
import { useState, type ReactNode } from 'react';
import type { Failure } from '../../analysis/steps/part.js';
import { tsv } from '../../analysis/output/tsv.js';
import { messageForDialog } from '../columns/askable.js';
import type { InspectorActions } from './actions.js';
import { factsOf, matching } from './facts.js';
import { NameField } from './header.js';
import type { IInspectedScan } from './inspect.js';
import { Message, Section, ToolButton } from './parts.js';
import { ReadAs } from './readas.js';

interface IScanPanelProps {
  inspected: IInspectedScan;
  actions: InspectorActions;
  /** Actions on it as a spectrum. */
  children?: ReactNode;
}

/** Facts about a scan. */
export function ScanPanel({ inspected, actions, children }: IScanPanelProps) {
  const { entry, title, scan, items } = inspected;
  const { facts, error } = scan;
  const all = [...(facts?.warnings ?? []), ...items.flatMap(item => item.warnings)];
  const messageOf = actions.askColumns ? messageForDialog : (failure: Failure) => failure.message;
  const warnings = [...new Map(all.map(item => [item.message, item])).values()];
  return (
    <>
      <div className="jp-XESInspector-header">
        <div className="jp-XESInspector-title">
          <NameField title={title} onRename={name => actions.rename(entry.id, name)} />
        </div>
        <ToolButton
          title="Add a step that works on this scan"
          text="Add step…"
          icon={addIcon}
          onClick={event => actions.addStep(event.currentTarget)}
        />
      </div>
      {error ? <Message code={error.code} message={messageOf(error)} isError /> : null}
      <ReadAs inspected={inspected} actions={actions} />
      {warnings.length > 0 ? (
        <Section title="Warnings">
          {warnings.map(({ code, message }) => (
            <Message key={message} code={code} message={message} />
          ))}
        </Section>
      ) : null}
      {children}
      <Metadata key={entry.id} inspected={inspected} actions={actions} />
      <Missing links={facts?.links.missing ?? []} isNeeded={facts?.kind === 'frames'} />
    </>
  );
}

/** Facts by name, filtered by a search. */
function Metadata({ inspected: { scan }, actions }: Omit<IScanPanelProps, 'children'>) {
  const [query, setQuery] = useState('');
  const facts = factsOf(scan);
  const found = matching(facts, query);
  const copy = (
    <ToolButton
      title="Copy as a table"
      icon={copyIcon}
      onClick={() => actions.copy(tsv(found))}
      isDisabled={found.length === 0}
    />
  );
  return (
    <Section title="Metadata" tools={copy}>
      <input
        type="search"
        className="jp-XESInspector-search jp-mod-styled"
        aria-label="Search metadata"
        placeholder="Search"
        value={query}
        onChange={event => setQuery(event.target.value)}
      />
      <dl className="jp-XESInspector-facts">
        {found.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              <button
                type="button"
                className="jp-XESInspector-copyFact"
                title={`Copy ${name}`}
                aria-label={`Copy ${name}`}
                onClick={() => actions.copy(value)}
              >
                <copyIcon.react tag="span" width="12px" height="12px" />
              </button>
            </dd>
          </div>
        ))}
      </dl>
      {found.length === 0 ? <p className="jp-XESInspector-hint">Nothing matches.</p> : null}
    </Section>
  );
}

/**
 * Linked files that are missing, as detector frames often are: no cause for alarm, unless there is
 * nothing else.
 */
function Missing({ links, isNeeded }: { links: readonly string[]; isNeeded: boolean }) {
  return links.length === 0 ? null : (
    <Section title={`Linked files not found (${links.length})`} isClosed={!isNeeded}>
      <p className="jp-XESInspector-hint">
        {isNeeded
          ? 'The frames are in these files: put them where the scan expects them.'
          : 'Not needed for what is shown.'}
      </p>
      <ul className="jp-XESInspector-links">
        {links.map(link => (
          <li key={link}>{link}</li>
        ))}
      </ul>
    </Section>
  );
}
