// Every conformance scenario.
import type { Scenario } from './scenario.ts';
import { eventScenarios } from './scenarios/events.ts';
import { failureScenarios } from './scenarios/failures.ts';
import { flowScenarios } from './scenarios/flow.ts';
import { stepScenarios } from './scenarios/steps.ts';

export const scenarios: readonly Scenario[] = [
  ...stepScenarios,
  ...failureScenarios,
  ...eventScenarios,
  ...flowScenarios,
];
