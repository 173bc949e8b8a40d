/** Every slice's jobs. */
import type { Inngest, InngestFunction } from 'inngest';

/** The functions of AirGate for one client. */
export function allFunctions(_inngest: Inngest): InngestFunction.Any[] {
  return [];
}
