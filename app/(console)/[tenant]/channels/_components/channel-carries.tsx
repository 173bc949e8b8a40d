'use client';
import { useTranslations } from 'next-intl';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { Channel } from './use-channel-actions.ts';

/** Which alerts a channel takes, in as few words as it needs; chosen types are named on hover and focus. */
export function ChannelCarries({ channel }: { channel: Channel }) {
  const t = useTranslations('channels.carries');
  const severities = useTranslations('alerts.severity');
  const types = useTranslations('alerts.type');
  const { minSeverity } = channel;
  const severity =
    minSeverity === 'info'
      ? t('all')
      : t(minSeverity === 'critical' ? 'only' : 'from', { severity: severities(minSeverity) });
  if (channel.types.length === 0) return <span className="text-soft">{severity}</span>;
  return (
    <span className="text-soft">
      {minSeverity === 'info' ? null : `${severity} · `}
      <Tooltip content={channel.types.map((type) => types(type)).join(', ')}>
        <button
          type="button"
          className="cursor-default rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4"
        >
          {t('types', { count: channel.types.length })}
        </button>
      </Tooltip>
    </span>
  );
}
