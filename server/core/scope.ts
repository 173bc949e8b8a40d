/** What is known of the request or run at work: it stands on every log line, and tells a route who is at the other end. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { newId } from '#lib/ids.ts';
import { once } from './registry.ts';

type Fields = Record<string, unknown>;

type Scope = {
  fields: Fields;
  /** The address at the other end of the connection, where nothing stands between; null elsewhere. */
  peer: string | null;
};

const scopes = () => once('scope', () => new AsyncLocalStorage<Scope>());

/** Runs `fn` with these fields on each of its log lines, beside those of the scope around it. */
export function withFields<T>(fields: Fields, fn: () => T): T {
  const around = scopes().getStore();
  return scopes().run({ peer: around?.peer ?? null, fields: { ...around?.fields, ...fields } }, fn);
}

/** Runs `fn` as the work on a request that came over a connection of this process. */
export function withConnection<T>(requestId: string, peer: string | null, fn: () => T): T {
  return scopes().run({ peer, fields: { requestId } }, fn);
}

/** Adds to the scope at work what came to light only in it, such as who asks. */
export function noteFields(fields: Fields): void {
  Object.assign(scopes().getStore()?.fields ?? {}, fields);
}

export const fieldsInScope = (): Readonly<Fields> => scopes().getStore()?.fields ?? {};

export const peerInScope = (): string | null => scopes().getStore()?.peer ?? null;

/** The id that the process gave to the request at work, or a new one where it came another way. */
export function requestIdInScope(): string {
  const { requestId } = fieldsInScope();
  return typeof requestId === 'string' ? requestId : newId('request');
}
