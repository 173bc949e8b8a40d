'use client';
import { useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Input } from '#components/ui/input.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Sheet, SheetContent } from '#components/ui/sheet.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ExplanationOut } from '#server/roles/schema.ts';
import { permissionGroups } from './permission-groups.ts';

type Panel = { name: string; onClose: () => void };

/** Why a member can do something, or cannot: each permission with the reason. */
export function ExplainMember({ memberId, ...panel }: Panel & { memberId: string }) {
  const trpc = useTRPC();
  const asked = useQuery(trpc.roles.explainMember.queryOptions({ memberId }));
  return <ExplainPanel {...panel} explanation={asked.data} error={asked.error} />;
}

/** The same for an API key. */
export function ExplainKey({ keyId, ...panel }: Panel & { keyId: string }) {
  const trpc = useTRPC();
  const asked = useQuery(trpc.roles.explainKey.queryOptions({ keyId }));
  return <ExplainPanel {...panel} explanation={asked.data} error={asked.error} />;
}

type ExplainPanelProps = Panel & { explanation: ExplanationOut | undefined; error: unknown };

function ExplainPanel({ name, onClose, explanation, error }: ExplainPanelProps) {
  const t = useTranslations('roles.explain');
  let body: ReactNode = <Skeleton className="h-96 w-full rounded-lg" />;
  if (error) body = <ProblemPanel error={error} />;
  if (explanation) body = <Reasons explanation={explanation} />;
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={t('title', { name })}>
        <div className="p-5">{body}</div>
      </SheetContent>
    </Sheet>
  );
}

const shows = ['all', 'allowed', 'refused'] as const;
type Show = (typeof shows)[number];
type Reason = ExplanationOut['permissions'][number];

function Reasons({ explanation }: { explanation: ExplanationOut }) {
  const t = useTranslations('roles.explain');
  const words = useTranslations('roles');
  const [text, setText] = useState('');
  const [show, setShow] = useState<Show>('all');
  const reasons = explanation.permissions;
  const wanted = (reason: Reason) => {
    if (show !== 'all' && reason.allowed !== (show === 'allowed')) return false;
    const found = `${reason.permission} ${words(`permissions.${reason.permission}`)}`.toLowerCase();
    return found.includes(text.trim().toLowerCase());
  };
  const groups = permissionGroups
    .map(({ resource, permissions }) => ({
      resource,
      reasons: reasons.filter((reason) => permissions.includes(reason.permission) && wanted(reason)),
    }))
    .filter((group) => group.reasons.length > 0);
  return (
    <div className="space-y-4">
      <p className="text-sm text-soft tabular-nums">
        {explanation.roleName ? (
          <span className="font-medium text-ink">{explanation.roleName} · </span>
        ) : null}
        {t('held', { count: reasons.filter(({ allowed }) => allowed).length, total: reasons.length })}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Input
          type="search"
          value={text}
          aria-label={words('form.search')}
          placeholder={t('search')}
          onChange={(event) => setText(event.target.value)}
          className="min-w-44 flex-1"
        />
        <SegmentedControl
          label={t('show')}
          value={show}
          onValueChange={setShow}
          segments={shows.map((value) => ({ value, label: t(`filters.${value}`) }))}
        />
      </div>
      {groups.length === 0 ? (
        <p role="status" className="py-6 text-center text-sm text-soft">
          {t('none')}
        </p>
      ) : null}
      {groups.map((group) => (
        <section key={group.resource}>
          <h3 className="mb-1 text-faint text-xs">{words(`resources.${group.resource}`)}</h3>
          <ul className="divide-y divide-line rounded-lg border border-line">
            {group.reasons.map((reason) => (
              <ReasonRow key={reason.permission} reason={reason} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ReasonRow({ reason: { permission, allowed, why } }: { reason: Reason }) {
  const t = useTranslations('roles');
  return (
    <li className="flex items-start gap-2.5 px-3 py-2">
      {allowed ? (
        <Check aria-hidden strokeWidth={2.5} className="mt-0.5 size-4 shrink-0 text-success" />
      ) : (
        <Minus aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
      )}
      <div className="min-w-0 space-y-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2 text-ink text-sm">
          {t(`permissions.${permission}`)}
          <code className="font-mono text-faint text-xs">{permission}</code>
        </p>
        <p className="text-pretty text-soft text-xs">{why}</p>
      </div>
    </li>
  );
}
