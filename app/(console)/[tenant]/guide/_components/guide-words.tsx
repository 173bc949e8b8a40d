'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Money } from '#components/money.tsx';
import { formatBasisPoints, formatMoney } from '#lib/i18n/format.ts';
import type { GuideOut, GuideStepId } from '#server/guide/schema.ts';
import { amountTo, amountToRestore, FIRST_QUOTA, nextShare } from './guide-plan.ts';

/** Names, amounts and steps as the sentences of the guide want them. */
export function useGuideFacts(guide: GuideOut) {
  const locale = useLocale();
  const { currency } = useTenant();
  const share = nextShare(guide);
  const code = guide.quota?.currency ?? currency;
  const money = (amount: string) => <Money amount={amount} currency={code} />;
  // On a button the currency cannot be muted.
  const plain = (amount: string) => `${code} ${formatMoney(locale, amount)}`;
  return {
    name: guide.subAccount ? guide.subAccount.displayName || guide.subAccount.userName : '',
    project: guide.project ?? guide.freeProjects[0] ?? '',
    minutes: guide.checkMinutes,
    steps: guide.alertSteps.map(({ step }) => step).join(' / '),
    share: formatBasisPoints(locale, share * 100),
    firstQuota: () => money(FIRST_QUOTA),
    nextAmount: () => money(amountTo(guide, share)),
    restoreAmount: () => money(amountToRestore(guide)),
    words: {
      firstQuota: plain(FIRST_QUOTA),
      nextAmount: plain(amountTo(guide, share)),
      restoreAmount: plain(amountToRestore(guide)),
    },
    granted: () => money(guide.quota?.granted ?? '0'),
    spent: () => money(guide.quota?.spent ?? '0'),
  };
}

/** What a step has come to, in one line. */
export function StepDone({ id, guide }: { id: GuideStepId; guide: GuideOut }) {
  const t = useTranslations('guide.steps');
  const facts = useGuideFacts(guide);
  const { name, project, steps } = facts;
  switch (id) {
    case 'connect':
      return t('connect.done', { name: guide.cloudAccount?.name ?? '' });
    case 'project':
      return t('project.done', { name, project });
    case 'quota':
      return t.rich('quota.doneRich', { name, amount: facts.granted });
    case 'spend':
      return t.rich('spend.doneRich', { amount: facts.spent });
    case 'alerts':
      return t('alerts.done', { steps });
    default:
      return t(`${id}.done`, { name });
  }
}

/** What the step is about while it is its turn. In a real cloud nothing is done for show. */
export function StepBody({ id, guide, inSandbox }: { id: GuideStepId; guide: GuideOut; inSandbox: boolean }) {
  const t = useTranslations('guide.steps');
  const facts = useGuideFacts(guide);
  const { name, project, steps, minutes } = facts;
  switch (id) {
    case 'connect':
    case 'create':
      return t(`${id}.body`);
    case 'project':
      return inSandbox && project ? t('project.body', { name, project }) : t('project.bodyReal', { name });
    case 'quota':
      return t.rich('quota.bodyRich', { name, steps, amount: facts.firstQuota });
    case 'spend':
      return inSandbox
        ? t.rich('spend.bodyRich', { minutes, amount: facts.nextAmount })
        : t('spend.bodyReal', { minutes });
    case 'restore':
      return inSandbox ? t.rich('restore.bodyRich', { amount: facts.restoreAmount }) : t('restore.bodyReal');
    default:
      return t(inSandbox ? `${id}.body` : `${id}.bodyReal`);
  }
}
