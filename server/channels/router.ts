import { mutation, query, router } from '#server/core/trpc.ts';
import {
  channelOut,
  channelPage,
  channelRef,
  createChannelInput,
  createdChannelOut,
  listChannelsInput,
  rotatedSecretOut,
  rotateSecretInput,
  testChannelOut,
  updateChannelInput,
} from './schema.ts';
import * as verbs from './service.ts';

export const channelsRouter = router({
  list: query(listChannelsInput, channelPage, verbs.listChannels),
  get: query(channelRef, channelOut, verbs.getChannel),
  create: mutation(createChannelInput, createdChannelOut, verbs.createChannel),
  update: mutation(updateChannelInput, channelOut, verbs.updateChannel),
  rotateSecret: mutation(rotateSecretInput, rotatedSecretOut, verbs.rotateChannelSecret),
  delete: mutation(channelRef, channelOut, verbs.deleteChannel),
  test: mutation(channelRef, testChannelOut, verbs.testChannel, { external: true }),
});
