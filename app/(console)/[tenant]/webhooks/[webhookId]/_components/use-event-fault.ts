import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { useFault } from '#app/(console)/[tenant]/channels/_components/use-fault.ts';

type Failure = Parameters<ReturnType<typeof useFault>>[0];

/** Why an event was not taken, as a sentence in the reader's language. */
export function useEventFault(): (failure: Failure) => string {
  const t = useTranslations('webhooks.log');
  const fault = useFault();
  return useCallback(
    (failure) => (failure.fault === 'off' || failure.fault === 'removed' ? t(failure.fault) : fault(failure)),
    [t, fault],
  );
}
