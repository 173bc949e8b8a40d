import { route } from '#server/core/rest.ts';
import { apiKeyOut, apiKeyPage, createKeyInput, keyRef, listKeysInput, newApiKeyOut } from './schema.ts';
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
  route('DELETE', '/api-keys/{keyId}', {
    tag,
    summary: 'Revoke an API key',
    permission: 'key:revoke',
    input: keyRef,
    output: apiKeyOut,
    verb: verbs.revokeKey,
  }),
];
