'use client';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { useIsReason } from '#components/use-is-reason.ts';
import type { ProjectOut } from '#server/projects/schema.ts';

/** A failure that was kept with its reason, as a sentence; an unknown reason is shown with what the cloud said. */
export function useReason(): (error: NonNullable<ProjectOut['lastError']>) => string {
  const t = useTranslations('errors.reasons');
  const isReason = useIsReason();
  return useCallback(
    ({ reason, message, params }) => {
      const named = Object.keys(params).length > 0 ? params : { message, policy: message };
      return isReason(reason) ? t(reason, { requestId: '', ...named }) : message || reason;
    },
    [t, isReason],
  );
}
