import { type LucideIcon, Mail, MessageSquareText, Webhook } from 'lucide-react';
import type { ChannelKind } from '#server/channels/schema.ts';

/** The sign of each kind, wherever one is shown. */
export const kindIcons: Record<ChannelKind, LucideIcon> = {
  feishu: MessageSquareText,
  email: Mail,
  webhook: Webhook,
};
