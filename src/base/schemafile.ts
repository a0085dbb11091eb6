/** Name of a file of facility schemas next to the data. */
export const schemaFile = 'xes-schema.json';
