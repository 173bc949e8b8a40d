import { formatAmount, roundAmount } from '#lib/money.ts';
import type { GuideOut, GuideStepId } from '#server/guide/schema.ts';

/** What the guide grants, and what it names when it makes something. */
export const FIRST_QUOTA = '100.00';
export const FIRST_USER = 'render-farm';
/** Past the step that is to fire, so that one amount fires one step. */
const PAST = 5;
const PAST_LIMIT = 103;
const CENT = 10_000_000n;

type Money = Pick<GuideOut, 'quota' | 'alertSteps'>;

/** How far to spend next, in percent of the quota: just past the next step that has not fired, at last past the limit. */
export function nextShare({ alertSteps, quota }: Money): number {
  const silent = alertSteps.find(({ step, firedAt }) => firedAt === null && !isPast(quota, step));
  return silent ? Math.min(99, silent.step + PAST) : PAST_LIMIT;
}

/** What is missing to a share of the quota, up to the cent; at least a cent. */
export function amountTo({ quota }: Money, percent: number): string {
  if (!quota) return '0.00';
  const target = (roundAmount(quota.granted) * BigInt(percent)) / 100n;
  const missing = target - roundAmount(quota.spent);
  const cents = (missing + CENT - 1n) / CENT;
  return formatAmount((cents > 0n ? cents : 1n) * CENT);
}

function isPast(quota: GuideOut['quota'], step: number): boolean {
  if (!quota) return false;
  return roundAmount(quota.spent) * 100n >= roundAmount(quota.granted) * BigInt(step);
}

export function isUsedUp({ quota }: Pick<GuideOut, 'quota'>): boolean {
  return isPast(quota, 100);
}

/** More quota, so that a restore is not undone by the next check: as much as was granted, and what went past it. */
export function amountToRestore({ quota }: Money): string {
  if (!quota) return FIRST_QUOTA;
  const [granted, spent] = [roundAmount(quota.granted), roundAmount(quota.spent)];
  const over = spent > granted ? spent - granted : 0n;
  const cents = (granted + over + CENT - 1n) / CENT;
  return formatAmount(cents * CENT);
}

/** The step that waits for somebody: the first that is not done. */
export function currentStep({ steps }: Pick<GuideOut, 'steps'>): GuideOut['steps'][number] | undefined {
  return steps.find(({ state }) => state !== 'done');
}

/** Where the thing of a step lives. */
export function hrefOf(step: GuideStepId, home: string, guide: GuideOut): string {
  const account = guide.subAccount ? `${home}/sub-accounts/${guide.subAccount.id}` : `${home}/sub-accounts`;
  const hrefs: Record<GuideStepId, string> = {
    connect: guide.cloudAccount ? `${home}/clouds/${guide.cloudAccount.id}` : `${home}/clouds`,
    create: account,
    project: `${account}?tab=projects`,
    quota: `${account}?tab=quota`,
    spend: guide.subAccount ? `${home}/spending?subAccount=${guide.subAccount.id}` : `${home}/spending`,
    alerts: `${home}/alerts`,
    cut_off: `${account}?tab=cut-off`,
    restore: account,
  };
  return hrefs[step];
}
