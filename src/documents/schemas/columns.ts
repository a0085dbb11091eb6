import { schemaOfColumns, type SaidOfFile } from '../../analysis/columns/always.js';
import { rememberSchema, type IRememberOptions, type Remembered } from './remember.js';

/** Have files like one be read as a person said of it. @throws those of `rememberSchema` */
export function rememberColumns(said: SaidOfFile, options: IRememberOptions): Promise<Remembered> {
  return rememberSchema(said.path, schemaOfColumns(said), options);
}
