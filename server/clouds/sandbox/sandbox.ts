/** What one running sandbox is made of; the doors (OpenAPI, data plane, control) get it whole. */
import type { CallLog } from './call-log.ts';
import type { Faults } from './faults.ts';
import type { Store } from './store.ts';
import type { Throttle } from './throttle.ts';

export type Sandbox = {
  store: Store;
  faults: Faults;
  calls: CallLog;
  throttle: Throttle;
  /** Real time, ms: for signatures and throttling. */
  realNow: () => number;
};
