import { z } from 'zod';
import { providerIds } from '#lib/choices.ts';
import { mutation, query, router } from '#server/core/trpc.ts';
import {
  cloudAccountOut,
  cloudAccountPage,
  cloudAccountRef,
  connectCloudAccountInput,
  listCloudAccountsInput,
  rotateCredentialInput,
  testCredentialInput,
  testCredentialOut,
  updateCloudAccountInput,
} from './schema.ts';
import * as verbs from './service.ts';

const external = { external: true };

export const cloudsRouter = router({
  list: query(listCloudAccountsInput, cloudAccountPage, verbs.listCloudAccounts),
  get: query(cloudAccountRef, cloudAccountOut, verbs.getCloudAccount),
  providers: query(z.void(), z.array(z.enum(providerIds)), verbs.listProviders),
  test: mutation(testCredentialInput, testCredentialOut, verbs.testCredential, external),
  connect: mutation(connectCloudAccountInput, cloudAccountOut, verbs.connectCloudAccount, external),
  update: mutation(updateCloudAccountInput, cloudAccountOut, verbs.updateCloudAccount),
  rotate: mutation(rotateCredentialInput, cloudAccountOut, verbs.rotateCredential, external),
  disconnect: mutation(cloudAccountRef, cloudAccountOut, verbs.disconnectCloudAccount),
});
