import { mutation, platformMutation, platformQuery, query, router } from '#server/core/trpc.ts';
import {
  addDomainInput,
  domainOut,
  domainRef,
  getSsoInput,
  listDomainsInput,
  platformDomainOut,
  platformDomainPage,
  removeSsoInput,
  setEnforcedInput,
  setSsoInput,
  setVerifiedInput,
  ssoOut,
} from './schema.ts';
import * as connection from './service/connection.ts';
import * as domains from './service/domains.ts';

export const ssoRouter = router({
  get: query(getSsoInput, ssoOut, connection.getSso),
  set: mutation(setSsoInput, ssoOut, connection.setSso, { external: true }),
  remove: mutation(removeSsoInput, ssoOut, connection.removeSso),
  setEnforced: mutation(setEnforcedInput, ssoOut, connection.setEnforced),
  addDomain: mutation(addDomainInput, domainOut, domains.addDomain),
  removeDomain: mutation(domainRef, domainOut, domains.removeDomain),
  domains: platformQuery(listDomainsInput, platformDomainPage, domains.listDomains),
  setDomainVerified: platformMutation(setVerifiedInput, platformDomainOut, domains.setDomainVerified),
});
