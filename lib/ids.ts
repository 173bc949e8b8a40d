import { v7 } from 'uuid';
import { z } from 'zod';

/** Every kind of id and its prefix: a swapped argument fails validation instead of finding nothing. */
export const idPrefixes = {
  user: 'usr',
  tenant: 'ten',
  member: 'mem',
  invitation: 'inv',
  key: 'key',
  audit: 'aud',
  cloudAccount: 'cla',
  cloudProject: 'cpr',
  subAccount: 'sub',
  subAccountProject: 'spj',
  accessKeyClaim: 'akc',
  saga: 'sag',
  sagaStep: 'sst',
  bucket: 'bkt',
  entry: 'ent',
  check: 'chk',
  alert: 'alr',
  channel: 'chn',
  delivery: 'dlv',
  view: 'viw',
  event: 'evt',
  request: 'req',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** A new id: the kind's prefix and a UUIDv7 in 32 hex digits, so ids sort by the time they were made. */
export function newId(kind: IdKind): string {
  return `${idPrefixes[kind]}_${v7().replaceAll('-', '')}`;
}

const formatOf = (kind: IdKind) => new RegExp(`^${idPrefixes[kind]}_[0-9a-f]{32}$`);

/** Validates an id of one kind. */
export function idOf(kind: IdKind) {
  return z.string().regex(formatOf(kind), 'id_format');
}

/** Whether a text is an id of one kind; for the browser, which this spares the validator. */
export function isId(kind: IdKind, text: string): boolean {
  return formatOf(kind).test(text);
}
