'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useRefreshCloudAccess } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { SecretOnce } from '#components/secret-once.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';

const PasswordDialog = dynamic(() => import('./password-dialog.tsx').then((m) => m.PasswordDialog), {
  ssr: false,
});

/** Console login: on or off, and its password. */
export function LoginCard({ account, held }: { account: SubAccountDetailOut; held: boolean }) {
  const t = useTranslations('subAccounts.login');
  const secrets = useTranslations('subAccounts.secrets');
  const trpc = useTRPC();
  const refresh = useRefreshCloudAccess();
  const onError = useToastProblem();
  const [setting, setSetting] = useState(false);
  const [password, setPassword] = useState<string | null>(null);
  const login = useQuery(trpc.iam.login.queryOptions({ subAccountId: account.id }));
  const change = useMutation(
    trpc.iam.setLogin.mutationOptions({
      onSuccess: ({ allowed }) => toast.success(t(allowed ? 'nowOn' : 'nowOff')),
      onError,
      onSettled: refresh,
    }),
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        {login.data ? (
          <Can permission="sub-account:update">
            <Button onClick={() => setSetting(true)}>{t(login.data.exists ? 'reset' : 'create')}</Button>
          </Can>
        ) : null}
      </CardHeader>
      <CardBody>
        {login.isError ? (
          <ProblemPanel
            error={login.error}
            onRetry={() => void login.refetch()}
            retrying={login.isRefetching}
          />
        ) : !login.data ? (
          <Skeleton className="w-60" />
        ) : !login.data.exists ? (
          <p className="text-sm text-soft">{t('none')}</p>
        ) : (
          <div className="flex flex-wrap items-center justify-between gap-4 text-sm">
            <Can permission="sub-account:update">
              <span className="flex items-center gap-2.5">
                <Switch
                  checked={login.data.allowed}
                  disabled={change.isPending || (held && !login.data.allowed)}
                  aria-label={t('allowed')}
                  onCheckedChange={(allowed) => change.mutate({ subAccountId: account.id, allowed })}
                />
                <span aria-hidden>{t(login.data.allowed ? 'isOn' : 'isOff')}</span>
              </span>
            </Can>
            <span className="text-soft">
              {t.rich('lastRich', { time: () => <Ago time={login.data.lastLoginAt} /> })}
            </span>
          </div>
        )}
      </CardBody>
      {setting && login.data ? (
        <PasswordDialog
          account={account}
          exists={login.data.exists}
          held={held}
          onClose={() => setSetting(false)}
          onSet={(generated) => {
            setSetting(false);
            setPassword(generated);
          }}
        />
      ) : null}
      <SecretOnce
        open={password !== null}
        title={t('passwordTitle', { name: account.userName })}
        secrets={[
          { label: secrets('userName'), value: account.userName, plain: true },
          { label: secrets('password'), value: password ?? '' },
        ]}
        fileName={`${account.userName}-login`}
        onStored={() => setPassword(null)}
      />
    </Card>
  );
}
