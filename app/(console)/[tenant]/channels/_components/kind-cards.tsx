'use client';
import { useTranslations } from 'next-intl';
import { RadioCard, RadioGroup } from '#components/ui/radio-group.tsx';
import { channelKinds } from '#lib/choices.ts';
import type { ChannelKind } from '#server/channels/schema.ts';
import { kindIcons } from './channel-kinds.ts';

type KindCardsProps = { value: ChannelKind; onValueChange: (kind: ChannelKind) => void };

/** What kind of channel, as cards. */
export function KindCards({ value, onValueChange }: KindCardsProps) {
  const t = useTranslations('channels');
  const choose = (next: string) => {
    const kind = channelKinds.find((known) => known === next);
    if (kind) onValueChange(kind);
  };
  return (
    <RadioGroup value={value} onValueChange={choose} className="@md:grid-cols-3">
      {channelKinds.map((kind) => {
        const Icon = kindIcons[kind];
        return (
          <RadioCard key={kind} value={kind} aria-label={t(`kind.${kind}`)} className="gap-2.5 @md:flex-col">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-soft @md:mt-0" />
            <span className="min-w-0">
              <span className="block font-medium text-ink text-sm">{t(`kind.${kind}`)}</span>
              <span className="block text-pretty text-soft text-xs">{t(`kindHint.${kind}`)}</span>
            </span>
          </RadioCard>
        );
      })}
    </RadioGroup>
  );
}
