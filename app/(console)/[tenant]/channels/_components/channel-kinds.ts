import { type LucideIcon, Mail, MessageSquareText, Webhook } from 'lucide-react';
import type { ChannelKind } from '#server/channels/schema.ts';
import type { ChannelFormIn } from './channel-form-schema.ts';

/** The sign of each kind, wherever one is shown. */
export const kindIcons: Record<ChannelKind, LucideIcon> = {
  feishu: MessageSquareText,
  email: Mail,
  webhook: Webhook,
};

/** An empty address of a kind. */
export function blankConfig(kind: ChannelKind): NonNullable<ChannelFormIn['config']> {
  return kind === 'email' ? { kind, to: [] } : { kind, url: '' };
}
