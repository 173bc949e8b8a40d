import { z } from 'zod';
import { mutation, query, router } from '#server/core/trpc.ts';
import {
  auditFacets,
  auditPage,
  exportOut,
  exportPage,
  exportRef,
  listAuditInput,
  listExportsInput,
  startExportInput,
  verifyAuditInput,
  verifyAuditOut,
} from './schema.ts';
import { cancelExport, listExports, startExport } from './service/exports.ts';
import { verifyAudit } from './service/verify.ts';
import * as verbs from './service.ts';

export const auditRouter = router({
  list: query(listAuditInput, auditPage, verbs.listAudit),
  facets: query(z.void(), auditFacets, verbs.listAuditFacets),
  verify: query(verifyAuditInput, verifyAuditOut, verifyAudit),
  exports: query(listExportsInput, exportPage, listExports),
  startExport: mutation(startExportInput, exportOut, startExport),
  cancelExport: mutation(exportRef, exportOut, cancelExport),
});
