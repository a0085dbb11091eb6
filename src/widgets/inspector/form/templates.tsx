import type { FieldTemplateProps, ObjectFieldTemplateProps } from '@rjsf/utils';

/** A label on the left, its field on the right; the form itself has none. */
function FieldTemplate({
  id,
  label,
  rawDescription,
  schema,
  required,
  children
}: FieldTemplateProps) {
  return schema.type === 'object' ? (
    children
  ) : (
    <div className="jp-XESForm-row">
      <label htmlFor={id} title={rawDescription}>
        {required ? `${label} *` : label}
      </label>
      <div className="jp-XESForm-field">{children}</div>
    </div>
  );
}

function ObjectFieldTemplate({ properties }: ObjectFieldTemplateProps) {
  return <div className="jp-XESForm">{properties.map(({ content }) => content)}</div>;
}

/** JupyterLab's own take 2.6 times the height. Lists have a custom field, and need no template. */
export const templates = { FieldTemplate, ObjectFieldTemplate };
