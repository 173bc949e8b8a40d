// Without the validator, so that the browser can make and know ids and need not load it.
import { v7 } from 'uuid';

/** Every kind of id and its prefix: a swapped argument fails validation instead of finding nothing. */
export const idPrefixes = {
  user: 'usr',
  session: 'ses',
  tenant: 'ten',
  member: 'mem',
  invitation: 'inv',
  role: 'rol',
  team: 'tea',
  ownerTransfer: 'otr',
  key: 'key',
  audit: 'aud',
  auditExport: 'aex',
  cloudAccount: 'cla',
  cloudProject: 'cpr',
  subAccount: 'sub',
  subAccountProject: 'spj',
  accessKeyClaim: 'akc',
  saga: 'sag',
  sagaStep: 'sst',
  bucket: 'bkt',
  entry: 'ent',
  quotaRequest: 'qrq',
  check: 'chk',
  alert: 'alr',
  channel: 'chn',
  delivery: 'dlv',
  webhook: 'whk',
  webhookDelivery: 'whd',
  view: 'viw',
  ssoConnection: 'sso',
  ssoDomain: 'sdm',
  event: 'evt',
  request: 'req',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** A new id: the kind's prefix and a UUIDv7 in 32 hex digits, so ids sort by the time they were made. */
export function newId(kind: IdKind): string {
  return `${idPrefixes[kind]}_${v7().replaceAll('-', '')}`;
}

/** What an id of one kind looks like. */
export const idFormat = (kind: IdKind) => new RegExp(`^${idPrefixes[kind]}_[0-9a-f]{32}$`);

/** Whether a text is an id of one kind. */
export function isId(kind: IdKind, text: string): boolean {
  return idFormat(kind).test(text);
}
