import type { z } from 'zod';
import { createChannelInput } from '#server/channels/schema.ts';

/** Adding and editing share one form; when editing, no `config` keeps the stored address. */
export const channelFormSchema = createChannelInput.extend({
  config: createChannelInput.shape.config.optional(),
});
export type ChannelFormIn = z.input<typeof channelFormSchema>;
export type ChannelFormOut = z.output<typeof channelFormSchema>;
