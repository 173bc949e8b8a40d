'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { LeaveTenant } from '#app/(console)/[tenant]/members/_components/leave-tenant.tsx';
import type { Membership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { useCan, useHeld } from '#components/can.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { AboutForm } from './about-form.tsx';
import { MailboxState } from './mailbox-state.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

const ExplainMember = lateComponent(() =>
  import('#app/(console)/[tenant]/roles/_components/explain-panel.tsx').then((m) => m.ExplainMember),
);

/** Who the reader is, how they sign in, and their place in this tenant. */
export function ProfileView({ me }: { me: Membership }) {
  const t = useTranslations('profile');
  const trpc = useTRPC();
  const profile = useQuery(trpc.users.profile.queryOptions());
  const title = t('title');
  const crumbs = <PageChrome crumbs={useMemo(() => [{ label: title }], [title])} />;
  if (!profile.data) {
    return profile.isError ? (
      <ProblemPanel
        error={profile.error}
        onRetry={() => void profile.refetch()}
        retrying={profile.isRefetching}
      />
    ) : (
      <Skeleton className="h-72 w-full rounded-lg" />
    );
  }
  const { email, emailVerifiedAt, lastSignInAt } = profile.data;
  return (
    <>
      {crumbs}
      <Section id="about" title={t('about')} description={t('aboutBody')}>
        <AboutForm profile={profile.data} />
        <p className="text-faint text-xs">
          {t('lastSignIn')} <Moment time={lastSignInAt} />
        </p>
        <MailboxState email={email} verified={emailVerifiedAt !== null} />
      </Section>
      <Section id="password" title={t('password')} description={t('passwordBody')}>
        <PasswordForm email={email} />
      </Section>
      <Section id="two-step" title={t('factor.title')} description={t('factor.body')}>
        <SecondFactorCard />
      </Section>
      <Section id="sessions" title={t('sessions.title')} description={t('sessions.body')}>
        <SessionsCard />
      </Section>
      <Place me={me} person={profile.data.name} />
    </>
  );
}

function Place({ me, person }: { me: Membership; person: string }) {
  const t = useTranslations('profile');
  const words = useTranslations('members');
  const meaning = useTranslations('roles.meaning');
  const { name } = useTenant();
  const held = useHeld();
  const mayAsk = useCan('member:read');
  const [leaving, setLeaving] = useState(false);
  const [explaining, setExplaining] = useState(false);
  return (
    <Section id="tenant" title={t('role', { tenant: name })}>
      <Card>
        <CardBody className="flex flex-wrap items-center justify-between gap-4">
          <div className="min-w-0">
            <p className="font-medium text-sm">
              {me.role === 'custom' ? me.roleName : words(`roles.${me.role}`)}
            </p>
            <p className="text-sm text-soft">
              {me.role === 'custom' ? t('customRole', { count: held.size }) : meaning(me.role)}
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            {mayAsk ? <Button onClick={() => setExplaining(true)}>{t('explain')}</Button> : null}
            <Button variant="danger-quiet" onClick={() => setLeaving(true)}>
              {words('actions.leave')}
            </Button>
          </div>
        </CardBody>
      </Card>
      {explaining ? (
        <ExplainMember memberId={me.memberId} name={person} onClose={() => setExplaining(false)} />
      ) : null}
      {leaving ? (
        <LeaveTenant member={{ id: me.memberId, name: person }} onClose={() => setLeaving(false)} />
      ) : null}
    </Section>
  );
}
