'use client';
import { Ban, CircleCheck, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DefinitionList } from '#components/definition-list.tsx';
import { cn } from '#components/ui/cn.ts';
import type { SandboxUserOut } from '#server/sandbox/schema.ts';

/** Login, keys, policies and resources as the cloud has them, each with what it is good for now. */
export function CloudSide({ user }: { user: SandboxUserOut }) {
  const t = useTranslations('sandbox.sides');
  if (!user.exists) return <p className="text-danger text-sm">{t('missing')}</p>;
  const logins = { none: t('loginNone'), allowed: t('loginAllowed'), refused: t('loginRefused') };
  return (
    <DefinitionList
      items={[
        {
          term: t('login'),
          value:
            user.login === 'none' ? (
              <span className="text-faint">{logins.none}</span>
            ) : (
              <OnOff on={user.login === 'allowed'}>{logins[user.login]}</OnOff>
            ),
        },
        {
          term: t('keys'),
          value: (
            <Lines empty={t('noKeys')}>
              {user.keys.map(({ id, active, answer }) => (
                <li key={id} className="space-y-0.5">
                  <code className="break-all font-mono text-xs">{`${id.slice(0, 8)}…${id.slice(-4)}`}</code>
                  <OnOff on={active}>{t(active ? 'active' : 'inactive')}</OnOff>
                  <p className="text-soft text-xs">
                    {t('callNow')}{' '}
                    <code
                      data-answer={answer.status}
                      className={cn('font-mono', answer.status === 200 ? 'text-success' : 'text-danger')}
                    >
                      {answer.status === 200
                        ? t('accepted', { status: answer.status })
                        : t('refused', { status: answer.status, code: answer.code ?? '' })}
                    </code>
                  </p>
                </li>
              ))}
            </Lines>
          ),
        },
        {
          term: t('policies'),
          value: (
            <Lines empty={t('noPolicies')}>
              {user.policies.map(({ name, project, denies }) => (
                <li key={`${name} ${project}`}>
                  <span className={cn('break-all', denies && 'font-medium text-danger')}>
                    {denies ? <Ban aria-hidden className="mr-1 inline size-3.5 align-[-2px]" /> : null}
                    {name}
                  </span>{' '}
                  <span className="text-faint text-xs">
                    {denies ? `${t('denies')} · ` : ''}
                    {project ?? t('everywhere')}
                  </span>
                </li>
              ))}
            </Lines>
          ),
        },
        {
          term: t('arkKeys'),
          value: (
            <Lines empty={t('noKeys')}>
              {user.arkKeys.map(({ id, name, project, active }) => (
                <li key={id}>
                  <span className="break-all">{name || project}</span>{' '}
                  <OnOff on={active}>{t(active ? 'active' : 'inactive')}</OnOff>
                </li>
              ))}
            </Lines>
          ),
        },
        {
          term: t('endpoints'),
          value: (
            <Lines empty={t('noKeys')}>
              {user.endpoints.map(({ id, name, running }) => (
                <li key={id}>
                  <span className="break-all">{name}</span>{' '}
                  <OnOff on={running}>{t(running ? 'running' : 'stopped')}</OnOff>
                </li>
              ))}
            </Lines>
          ),
        },
      ]}
    />
  );
}

function Lines({ children, empty }: { children: ReactNode[]; empty: string }) {
  return children.length === 0 ? (
    <span className="text-faint">{empty}</span>
  ) : (
    <ul className="space-y-1">{children}</ul>
  );
}

function OnOff({ on, children }: { on: boolean; children: ReactNode }) {
  const Icon = on ? CircleCheck : CircleX;
  return (
    <span
      className={cn(
        'ml-1 inline-flex items-baseline gap-1 whitespace-nowrap text-xs first:ml-0',
        on ? 'text-success' : 'text-danger',
      )}
    >
      <Icon aria-hidden className="size-3.5 self-center" />
      {children}
    </span>
  );
}
