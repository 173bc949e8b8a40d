import { mutation, query, router } from '#server/core/trpc.ts';
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

export const keysRouter = router({
  list: query(listKeysInput, apiKeyPage, verbs.listKeys),
  get: query(keyRef, apiKeyOut, verbs.getKey),
  usage: query(keyUsageInput, keyUsageOut, getKeyUsage),
  create: mutation(createKeyInput, newApiKeyOut, verbs.createKey),
  update: mutation(updateKeyInput, apiKeyOut, updateKey),
  rotate: mutation(rotateKeyInput, newApiKeyOut, rotateKey),
  endOverlap: mutation(keyRef, apiKeyOut, endOverlap),
  revoke: mutation(keyRef, apiKeyOut, verbs.revokeKey),
});
