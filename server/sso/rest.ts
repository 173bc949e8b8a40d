import { route } from '#server/core/rest.ts';
import {
  addDomainInput,
  domainOut,
  domainRef,
  getSsoInput,
  removeSsoInput,
  setEnforcedInput,
  setSsoInput,
  ssoOut,
} from './schema.ts';
import * as connection from './service/connection.ts';
import * as domains from './service/domains.ts';

const tag = 'Single sign-on';

export const ssoRest = [
  route('GET', '/single-sign-on', {
    tag,
    summary: 'Get single sign-on and its domains',
    permission: 'setting:read',
    input: getSsoInput,
    output: ssoOut,
    verb: connection.getSso,
  }),
  route('PUT', '/single-sign-on', {
    tag,
    summary: 'Connect a provider or change the connection',
    permission: 'sso:update',
    input: setSsoInput,
    output: ssoOut,
    verb: connection.setSso,
    external: true,
  }),
  route('DELETE', '/single-sign-on', {
    tag,
    summary: 'Remove single sign-on',
    permission: 'sso:update',
    input: removeSsoInput,
    output: ssoOut,
    verb: connection.removeSso,
  }),
  route('PUT', '/single-sign-on/enforcement', {
    tag,
    summary: 'Enforce single sign-on or stop enforcing it',
    permission: 'sso:update',
    input: setEnforcedInput,
    output: ssoOut,
    verb: connection.setEnforced,
  }),
  route('POST', '/single-sign-on/domains', {
    tag,
    summary: 'Add a mailbox domain',
    permission: 'sso:update',
    input: addDomainInput,
    output: domainOut,
    status: 201,
    verb: domains.addDomain,
  }),
  route('DELETE', '/single-sign-on/domains/{domainId}', {
    tag,
    summary: 'Remove a mailbox domain',
    permission: 'sso:update',
    input: domainRef,
    output: domainOut,
    verb: domains.removeDomain,
  }),
];
