import type { z } from 'zod';
import { type ChannelKind, createChannelInput } from '#server/channels/schema.ts';

/** Adding and editing share one form; when editing, no `config` keeps the stored address. */
export const channelFormSchema = createChannelInput.extend({
  config: createChannelInput.shape.config.optional(),
});
export type ChannelFormIn = z.input<typeof channelFormSchema>;
export type ChannelFormOut = z.output<typeof channelFormSchema>;

/** An empty address of a kind. */
export function blankConfig(kind: ChannelKind): NonNullable<ChannelFormIn['config']> {
  return kind === 'email' ? { kind, to: [] } : { kind, url: '' };
}
