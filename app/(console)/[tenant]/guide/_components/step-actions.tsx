'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import type { GuideOut, GuideStep } from '#server/guide/schema.ts';
import { FIRST_USER, hrefOf, isUsedUp } from './guide-plan.ts';
import { useGuideFacts } from './guide-words.tsx';
import type { GuideAction, GuideActions } from './use-guide-actions.ts';

type StepActionsProps = { step: GuideStep; guide: GuideOut; actions: GuideActions; inSandbox: boolean };

/** What can be clicked at the step whose turn it is: done for you in a sandbox, a way to the page elsewhere. */
export function StepActions({ step: { id, state }, guide, actions, inSandbox }: StepActionsProps) {
  const t = useTranslations('guide');
  const { slug } = useTenant();
  const home = `/${slug}`;
  const facts = useGuideFacts(guide);
  const run = (name: GuideAction, permission: string | string[], label: ReactNode) => (
    <Can permission={permission}>
      <Button
        variant="primary"
        pending={actions.pending === name}
        disabled={actions.pending !== null}
        onClick={() => actions.run(name)}
      >
        {label}
      </Button>
    </Can>
  );
  const go = (permission: string, label: string, href: string, primary = false) => (
    <GoLink permission={permission} href={href} primary={primary}>
      {label}
    </GoLink>
  );
  const spendRights = ['sandbox:control', 'spending:check'];
  const failed = state === 'failed';
  switch (id) {
    case 'connect':
      if (failed) return run('check', 'spending:check', t('retry'));
      return (
        <>
          {guide.sandboxAvailable
            ? run('connect', 'cloud-account:connect', t('steps.connect.sandbox'))
            : null}
          {go(
            'cloud-account:connect',
            t('steps.connect.real'),
            `${home}/clouds/connect`,
            !guide.sandboxAvailable,
          )}
        </>
      );
    case 'create':
      return (
        <>
          {inSandbox
            ? run(
                'create',
                ['sub-account:create', 'access-key:create'],
                t('steps.create.action', { name: FIRST_USER }),
              )
            : null}
          {go('sub-account:create', t('steps.create.form'), `${home}/sub-accounts/new`, !inSandbox)}
        </>
      );
    case 'project':
      if (!inSandbox) return go('project:update', t('steps.project.link'), hrefOf(id, home, guide), true);
      if (!facts.project) return run('readProjects', 'cloud-account:sync', t('steps.project.read'));
      return run(
        'project',
        'project:update',
        failed ? t('retry') : t('steps.project.action', { project: facts.project }),
      );
    case 'quota':
      if (!inSandbox) return go('quota:allocate', t('steps.quota.link'), hrefOf(id, home, guide), true);
      return run('quota', 'quota:allocate', t('steps.quota.action', { amount: facts.words.firstQuota }));
    case 'restore':
      if (failed) return run('retrySaga', 'sub-account:cut-off', t('steps.restore.retry'));
      if (!inSandbox)
        return go('sub-account:restore', t('steps.restore.open'), hrefOf(id, home, guide), true);
      return run(
        'restore',
        ['quota:allocate', 'sub-account:restore'],
        isUsedUp(guide)
          ? t('steps.restore.actionMore', { amount: facts.words.restoreAmount })
          : t('steps.restore.action'),
      );
    default:
      if (failed)
        return guide.saga?.state === 'failed'
          ? run('retrySaga', 'sub-account:cut-off', t('steps.cut_off.retry'))
          : run('check', 'spending:check', t('retry'));
      if (!inSandbox) return go('spending:read', t(`steps.${id}.open`), hrefOf(id, home, guide), true);
      return run(
        'spend',
        spendRights,
        id === 'spend'
          ? t('steps.spend.action', { amount: facts.words.nextAmount })
          : id === 'alerts'
            ? t('steps.alerts.action', { share: facts.share })
            : t('steps.cut_off.action'),
      );
  }
}

type GoLinkProps = { permission: string; href: string; primary: boolean; children: string };

/** Without the right it stays as a button that says why. */
function GoLink({ permission, href, primary, children }: GoLinkProps) {
  const allowed = useCan(permission);
  const variant = primary ? 'primary' : 'secondary';
  return allowed ? (
    <Button asChild variant={variant}>
      <Link href={href}>{children}</Link>
    </Button>
  ) : (
    <Can permission={permission}>
      <Button variant={variant}>{children}</Button>
    </Can>
  );
}
