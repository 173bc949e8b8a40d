import { route } from '#server/core/rest.ts';
import {
  auditPage,
  exportOut,
  exportPage,
  exportPartOut,
  exportRef,
  listAuditInput,
  listExportsInput,
  readExportInput,
  startExportInput,
  verifyAuditInput,
  verifyAuditOut,
} from './schema.ts';
import { cancelExport, getExport, listExports, readExport, startExport } from './service/exports.ts';
import { verifyAudit } from './service/verify.ts';
import * as verbs from './service.ts';

const tag = 'Audit';
const permission = 'audit:read';

export const auditRest = [
  route('GET', '/audit', {
    tag,
    summary: 'List what was done in this tenant, newest first',
    permission,
    input: listAuditInput,
    output: auditPage,
    verb: verbs.listAudit,
  }),
  route('GET', '/audit/verify', {
    tag,
    summary: 'Recompute the hash chain of the log and name the first row that is not whole',
    permission,
    input: verifyAuditInput,
    output: verifyAuditOut,
    verb: verifyAudit,
  }),
  route('POST', '/audit-exports', {
    tag,
    summary: 'Ask for a file of the log',
    permission,
    input: startExportInput,
    output: exportOut,
    verb: startExport,
    status: 202,
  }),
  route('GET', '/audit-exports', {
    tag,
    summary: 'List files of the log with their progress, newest first',
    permission,
    input: listExportsInput,
    output: exportPage,
    verb: listExports,
  }),
  route('GET', '/audit-exports/{exportId}', {
    tag,
    summary: 'Get a file of the log with its progress',
    permission,
    input: exportRef,
    output: exportOut,
    verb: getExport,
  }),
  route('GET', '/audit-exports/{exportId}/content', {
    tag,
    summary: 'Read a finished file of the log, part by part',
    permission,
    input: readExportInput,
    output: exportPartOut,
    verb: readExport,
  }),
  route('POST', '/audit-exports/{exportId}/cancel', {
    tag,
    summary: 'Cancel a file of the log that is not done yet',
    permission,
    input: exportRef,
    output: exportOut,
    verb: cancelExport,
  }),
];
