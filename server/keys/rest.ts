import { route } from '#server/core/rest.ts';
import {
  apiKeyOut,
  apiKeyPage,
  createKeyInput,
  keyRef,
  keyUsageInput,
  keyUsageOut,
  listKeysInput,
  newApiKeyOut,
  rotateKeyInput,
  updateKeyInput,
} from './schema.ts';
import { updateKey } from './service/change.ts';
import { endOverlap, rotateKey } from './service/rotate.ts';
import { getKeyUsage } from './service/usage.ts';
import * as verbs from './service.ts';

const tag = 'API keys';

export const keysRest = [
  route('GET', '/api-keys', {
    tag,
    summary: 'List API keys',
    permission: 'key:read',
    input: listKeysInput,
    output: apiKeyPage,
    verb: verbs.listKeys,
  }),
  route('POST', '/api-keys', {
    tag,
    summary: "Create an API key with a part of the caller's permissions; its secret is shown once",
    permission: 'key:create',
    input: createKeyInput,
    output: newApiKeyOut,
    verb: verbs.createKey,
    status: 201,
  }),
  route('GET', '/api-keys/{keyId}', {
    tag,
    summary: 'Get an API key',
    permission: 'key:read',
    input: keyRef,
    output: apiKeyOut,
    verb: verbs.getKey,
  }),
  route('PATCH', '/api-keys/{keyId}', {
    tag,
    summary: "Change an API key's name, expiry, limits or allowed addresses",
    permission: 'key:update',
    input: updateKeyInput,
    output: apiKeyOut,
    verb: updateKey,
  }),
  route('POST', '/api-keys/{keyId}/rotate', {
    tag,
    summary: 'Give an API key a new secret, shown once; the present one works on for the overlap',
    permission: 'key:update',
    input: rotateKeyInput,
    output: newApiKeyOut,
    verb: rotateKey,
  }),
  route('DELETE', '/api-keys/{keyId}/previous-secret', {
    tag,
    summary: 'End the overlap after a rotation: the replaced secret stops working',
    permission: 'key:update',
    input: keyRef,
    output: apiKeyOut,
    verb: endOverlap,
  }),
  route('GET', '/api-keys/{keyId}/usage', {
    tag,
    summary: "Requests of an API key by day, and how far its month's limit is used up",
    permission: 'key:read',
    input: keyUsageInput,
    output: keyUsageOut,
    verb: getKeyUsage,
  }),
  route('DELETE', '/api-keys/{keyId}', {
    tag,
    summary: 'Revoke an API key',
    permission: 'key:revoke',
    input: keyRef,
    output: apiKeyOut,
    verb: verbs.revokeKey,
  }),
];
