'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

type Way = 'keep' | 'hand' | 'revoke';
const CANDIDATES = { limit: 200, disabled: false, sort: 'name' } as const;

/** What somebody who goes has made, and what is to become of their keys. */
export function useKeysChoice({ id, name, own = false }: { id: string; name: string; own?: boolean }) {
  const trpc = useTRPC();
  const made = useQuery(trpc.members.belongings.queryOptions({ memberId: id }));
  const [way, setWay] = useState<Way>('keep');
  const [to, setTo] = useState('');
  const count = made.data?.keyCount ?? 0;
  const chosen = count === 0 ? 'keep' : way;
  return {
    ready: chosen !== 'hand' || to !== '',
    /** As the server takes it; nothing for keys that stay as they are. */
    input: chosen === 'keep' ? {} : { keys: chosen === 'revoke' ? 'revoke' : to },
    field: made.data ? (
      <div className="space-y-3">
        <Made name={name} own={own} made={made.data} />
        {count > 0 ? (
          <KeysField memberId={id} own={own} way={way} onWay={setWay} to={to} onTo={setTo} />
        ) : null}
      </div>
    ) : made.isError ? null : (
      <Skeleton className="h-20 w-full rounded-md" />
    ),
  };
}

type MadeProps = {
  name: string;
  own: boolean;
  made: {
    keys: { id: string; name: string }[];
    keyCount: number;
    subAccounts: number;
    sharedViews: number;
    invitations: number;
  };
};

function Made({ name, own, made }: MadeProps) {
  const t = useTranslations('members.remove');
  const { keys, keyCount, subAccounts, sharedViews, invitations } = made;
  if (keyCount + subAccounts + sharedViews + invitations === 0) {
    return <p className="text-pretty text-sm text-soft">{own ? t('ownNothing') : t('nothing', { name })}</p>;
  }
  const names = keys.slice(0, 5).map((key) => key.name);
  return (
    <div className="text-sm">
      <p className="mb-1 font-medium">{own ? t('ownTitle') : t('madeTitle', { name })}</p>
      <ul className="list-disc space-y-1 pl-5 text-soft marker:text-faint">
        {keyCount > 0 ? (
          <li>
            {t('keyCount', { count: keyCount })}
            {names.length > 0 ? `: ${names.join(', ')}${keyCount > names.length ? ', …' : ''}` : null}
          </li>
        ) : null}
        {subAccounts > 0 ? <li>{t('subAccounts', { count: subAccounts })}</li> : null}
        {sharedViews > 0 ? <li>{t('views', { count: sharedViews })}</li> : null}
        {invitations > 0 ? <li>{t('invitations', { count: invitations })}</li> : null}
      </ul>
    </div>
  );
}

type KeysFieldProps = {
  memberId: string;
  own: boolean;
  way: Way;
  onWay: (way: Way) => void;
  to: string;
  onTo: (memberId: string) => void;
};

function KeysField({ memberId, own, way, onWay, to, onTo }: KeysFieldProps) {
  const t = useTranslations('members.remove');
  const trpc = useTRPC();
  const [mayGive, mayRevoke] = [useCan('key:update') || own, useCan('key:revoke') || own];
  const list = useQuery(trpc.members.list.queryOptions(CANDIDATES, { enabled: way === 'hand' }));
  const others = list.data?.items.filter(({ id }) => id !== memberId) ?? [];
  return (
    <>
      <FormField label={t('keysQuestion')}>
        <RadioGroup value={way} onValueChange={(next) => onWay(next as Way)}>
          <Radio value="keep" label={t('keep')} hint={t('keepHint')} />
          <Radio value="hand" label={t('hand')} hint={t('handHint')} disabled={!mayGive} />
          <Radio value="revoke" label={t('revoke')} hint={t('revokeHint')} disabled={!mayRevoke} />
        </RadioGroup>
      </FormField>
      {way === 'hand' ? (
        <FormField label={t('newOwner')} required>
          <Select
            value={to}
            onValueChange={onTo}
            placeholder={t('pick')}
            options={others.map((each) => ({ value: each.id, label: `${each.name} · ${each.email}` }))}
          />
        </FormField>
      ) : null}
    </>
  );
}
