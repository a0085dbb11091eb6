import type { IContext, IDiagnostics } from './types.js';

/** Implements the guards of `IDiagnostics` by means of `report`. */
export abstract class Guarded implements Pick<IDiagnostics, 'guard' | 'guardSync' | 'report'> {
  abstract report(error: unknown, context: IContext): Promise<void>;

  async guard<T>(context: IContext, work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      await this.report(error, context);
      return undefined;
    }
  }

  guardSync<T>(context: IContext, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      void this.report(error, context);
      return undefined;
    }
  }
}
