import { route } from '#server/core/rest.ts';
import { auditPage, listAuditInput } from './schema.ts';
import * as verbs from './service.ts';

export const auditRest = [
  route('GET', '/audit', {
    tag: 'Audit',
    summary: 'List what was done in this tenant, newest first',
    permission: 'audit:read',
    input: listAuditInput,
    output: auditPage,
    verb: verbs.listAudit,
  }),
];
