import { schemaOfColumns, type DescribedFile } from '../../analysis/columns/always.js';
import { rememberSchema, type IRememberOptions, type Remembered } from './remember.js';

/** Read files like this one in the same way from now on. @throws those of `rememberSchema` */
export function rememberColumns(
  described: DescribedFile,
  options: IRememberOptions
): Promise<Remembered> {
  return rememberSchema(described.path, schemaOfColumns(described), options);
}
