import { z } from 'zod';
import { query, router } from '#server/core/trpc.ts';
import { auditFacets, auditPage, listAuditInput } from './schema.ts';
import * as verbs from './service.ts';

export const auditRouter = router({
  list: query(listAuditInput, auditPage, verbs.listAudit),
  facets: query(z.void(), auditFacets, verbs.listAuditFacets),
});
