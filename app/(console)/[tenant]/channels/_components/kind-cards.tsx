'use client';
import { useTranslations } from 'next-intl';
import { RadioGroup as Primitive } from 'radix-ui';
import { useFieldLabelId } from '#components/ui/field-context.tsx';
import { type ChannelKind, channelKinds } from '#server/channels/schema.ts';
import { kindIcons } from './channel-kinds.ts';

type KindCardsProps = { value: ChannelKind; onValueChange: (kind: ChannelKind) => void };

/** What kind of channel, as cards. */
export function KindCards({ value, onValueChange }: KindCardsProps) {
  const t = useTranslations('channels');
  const labelId = useFieldLabelId();
  const choose = (next: string) => {
    const kind = channelKinds.find((known) => known === next);
    if (kind) onValueChange(kind);
  };
  return (
    <Primitive.Root
      value={value}
      onValueChange={choose}
      aria-labelledby={labelId}
      className="grid gap-2 @md:grid-cols-3"
    >
      {channelKinds.map((kind) => {
        const Icon = kindIcons[kind];
        return (
          <Primitive.Item
            key={kind}
            value={kind}
            aria-label={t(`kind.${kind}`)}
            className="flex items-start gap-2.5 rounded-lg border border-line-strong p-3 text-left transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft data-[state=checked]:outline-1 data-[state=checked]:outline-accent @md:flex-col"
          >
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-soft @md:mt-0" />
            <span className="min-w-0">
              <span className="block font-medium text-ink text-sm">{t(`kind.${kind}`)}</span>
              <span className="block text-pretty text-soft text-xs">{t(`kindHint.${kind}`)}</span>
            </span>
          </Primitive.Item>
        );
      })}
    </Primitive.Root>
  );
}
