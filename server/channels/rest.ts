import { route } from '#server/core/rest.ts';
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

const tag = 'Channels';

export const channelsRest = [
  route('GET', '/channels', {
    tag,
    summary: 'List channels',
    permission: 'channel:read',
    input: listChannelsInput,
    output: channelPage,
    verb: verbs.listChannels,
  }),
  route('POST', '/channels', {
    tag,
    summary: 'Add a channel',
    permission: 'channel:update',
    input: createChannelInput,
    output: createdChannelOut,
    verb: verbs.createChannel,
    status: 201,
  }),
  route('GET', '/channels/{channelId}', {
    tag,
    summary: 'Get a channel',
    permission: 'channel:read',
    input: channelRef,
    output: channelOut,
    verb: verbs.getChannel,
  }),
  route('PATCH', '/channels/{channelId}', {
    tag,
    summary: 'Change a channel, switch it off or on',
    permission: 'channel:update',
    input: updateChannelInput,
    output: channelOut,
    verb: verbs.updateChannel,
  }),
  route('DELETE', '/channels/{channelId}', {
    tag,
    summary: 'Remove a channel',
    permission: 'channel:update',
    input: channelRef,
    output: channelOut,
    verb: verbs.deleteChannel,
  }),
  route('POST', '/channels/{channelId}/rotate-secret', {
    tag,
    summary: 'Make a new secret for a webhook; the one before signs along for a while',
    permission: 'channel:update',
    input: rotateSecretInput,
    output: rotatedSecretOut,
    verb: verbs.rotateChannelSecret,
  }),
  route('POST', '/channels/{channelId}/test', {
    tag,
    summary: 'Send a test message',
    permission: 'channel:update',
    input: channelRef,
    output: testChannelOut,
    verb: verbs.testChannel,
    external: true,
  }),
];
