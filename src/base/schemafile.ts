/** Name of a file of facility schemas beside the data. */
export const schemaFile = 'xes-schema.json';
