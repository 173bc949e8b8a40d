/** What the steps of the guide have come to, read off what the tenant holds; nothing of it is kept anywhere. */
import type { GuideFault, GuideStep, GuideStepId, GuideStepState } from './schema.ts';
import { guideStepIds } from './schema.ts';

export type Facts = {
  cloudAccount: { provider: string; failing: GuideFault | null } | null;
  check: { state: string; fault: GuideFault | null } | null;
  subAccount: { state: string } | null;
  project: { state: string; fault: GuideFault | null } | null;
  quota: { granted: bigint; spent: bigint } | null;
  /** Every step below the limit, and whether it ever fired. */
  alerts: readonly { fired: boolean }[];
  /** Newest first. */
  sagas: readonly { kind: string; state: string; fault: GuideFault | null }[];
};

type Verdict = { done: boolean; running?: boolean; fault?: GuideFault | null };

export function guideSteps(facts: Facts): GuideStep[] {
  let open = false;
  return guideStepIds.map((id) => {
    const { done, running = false, fault = null } = verdicts[id](facts);
    // Steps after the first that is not done wait for it, whatever is known of them.
    const state: GuideStepState = done
      ? 'done'
      : open
        ? 'waiting'
        : running
          ? 'running'
          : fault
            ? 'failed'
            : 'ready';
    if (!done) open = true;
    return { id, state, fault: state === 'failed' ? fault : null };
  });
}

/** Where the tenant stands as a whole. Outside a sandbox the guide ends with the first quota: nobody tries out real money. */
export function guideStage({ cloudAccount }: Facts, steps: readonly GuideStep[]) {
  if (!cloudAccount) return 'begin' as const;
  const isDone = (id: GuideStepId) => steps.find((step) => step.id === id)?.state === 'done';
  if (!(['create', 'project', 'quota'] as const).every(isDone)) return 'set_up' as const;
  return cloudAccount.provider === 'sandbox' && !steps.every(({ state }) => state === 'done')
    ? ('try' as const)
    : ('finished' as const);
}

const verdicts: Record<GuideStepId, (facts: Facts) => Verdict> = {
  connect: ({ cloudAccount }) => ({
    done: cloudAccount !== null && cloudAccount.failing === null,
    fault: cloudAccount?.failing ?? null,
  }),
  create: ({ subAccount }) => ({ done: subAccount !== null }),
  project: ({ project }) => ({
    done: project?.state === 'active',
    running: project?.state === 'attaching',
    fault: project?.fault ?? null,
  }),
  quota: ({ quota }) => ({ done: quota !== null && quota.granted > 0n }),
  spend: (facts) => ({ done: (facts.quota?.spent ?? 0n) > 0n || wasCutOff(facts), ...reading(facts) }),
  alerts: (facts) => ({
    done: (facts.alerts.length > 0 && facts.alerts.every(({ fired }) => fired)) || wasCutOff(facts),
    ...reading(facts),
  }),
  cut_off: (facts) => {
    const [last] = facts.sagas;
    const stopped = last?.kind === 'cut_off' && last.state === 'failed';
    if (stopped) return { done: false, fault: last.fault };
    const reached = facts.quota !== null && facts.quota.spent >= facts.quota.granted;
    const { running, fault } = reading(facts);
    const cutting = facts.subAccount?.state === 'cutting_off' || reached;
    return { done: wasCutOff(facts), running: running || cutting, fault };
  },
  restore: ({ sagas, subAccount }) => {
    const [last] = sagas;
    return {
      done: sagas.some(({ kind, state }) => kind === 'restore' && state === 'done'),
      running: subAccount?.state === 'restoring' && last?.state === 'running',
      fault: last?.kind === 'restore' && last.state === 'failed' ? last.fault : null,
    };
  },
};

const wasCutOff = ({ sagas }: Facts) =>
  sagas.some(({ kind, state }) => kind === 'cut_off' && state === 'done') ||
  sagas.some(({ kind }) => kind === 'restore');

/** A spending check is under way, or the last one could not read the bill. */
function reading({ check }: Facts): { running: boolean; fault: GuideFault | null } {
  return {
    running: check?.state === 'running',
    fault: check?.state === 'failed' ? check.fault : null,
  };
}
