import { mutation, query, router } from '#server/core/trpc.ts';
import { apiKeyOut, apiKeyPage, createKeyInput, keyRef, listKeysInput, newApiKeyOut } from './schema.ts';
import * as verbs from './service.ts';

export const keysRouter = router({
  list: query(listKeysInput, apiKeyPage, verbs.listKeys),
  create: mutation(createKeyInput, newApiKeyOut, verbs.createKey),
  revoke: mutation(keyRef, apiKeyOut, verbs.revokeKey),
});
