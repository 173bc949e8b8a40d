'use client';
import { useTranslations } from 'next-intl';
import { useIsReason } from '#components/use-is-reason.ts';
import type { CheckError } from '#server/spending/schema.ts';

/** Why a check failed, in the words of the error list. */
export function CheckFault({ error: { reason, params } }: { error: CheckError }) {
  const t = useTranslations('errors.reasons');
  const known = useIsReason()(reason) ? reason : 'internal';
  return (
    <p className="max-w-110 whitespace-normal break-words text-danger text-xs">
      {t(known, { requestId: '', ...params })}
    </p>
  );
}
