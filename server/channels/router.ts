import { mutation, query, router } from '#server/core/trpc.ts';
import {
  channelOut,
  channelPage,
  channelRef,
  createChannelInput,
  listChannelsInput,
  testChannelOut,
  updateChannelInput,
} from './schema.ts';
import * as verbs from './service.ts';

export const channelsRouter = router({
  list: query(listChannelsInput, channelPage, verbs.listChannels),
  create: mutation(createChannelInput, channelOut, verbs.createChannel),
  update: mutation(updateChannelInput, channelOut, verbs.updateChannel),
  delete: mutation(channelRef, channelOut, verbs.deleteChannel),
  test: mutation(channelRef, testChannelOut, verbs.testChannel, { external: true }),
});
