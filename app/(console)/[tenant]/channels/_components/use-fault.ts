import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { ChannelFault } from '#server/channels/schema.ts';

type Failure = { message: string | null; fault: ChannelFault | null };

/** Why a message was not taken, as a sentence in the reader's language; older ones only have what was kept. */
export function useFault(): (failure: Failure) => string {
  const t = useTranslations('channels.fault');
  return useCallback(
    ({ message, fault }) => (fault ? t(fault, { message: message ?? '' }) : (message ?? '')),
    [t],
  );
}
