/** The signed door: `GET|POST /?Action=..&Version=..`, one envelope for answers and refusals. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Query } from '#server/clouds/volcengine/sign.ts';
import type { Action, Call, Raw } from './action.ts';
import { findAction } from './actions.ts';
import { authenticate, claimedKey, claimedScope } from './authenticate.ts';
import { decide } from './authorise.ts';
import { Refusal, refuse } from './errors.ts';
import { cutPage, type Fault } from './faults.ts';
import { fallSilent, newRequestId, readBody, readPairs, sendJson } from './http.ts';
import type { AccessKey, Account } from './model.ts';
import type { Sandbox } from './sandbox.ts';

// Last-use is known to the quarter of an hour, so that polling does not grow the journal with every call.
const USE_NOTED_EVERY_MS = 15 * 60_000;

type Target = { service: string; action: string; version: string; region: string };
type Outcome = { status: number; error?: Refusal; result?: unknown; done: boolean; signed: boolean };

/** Serves one request to the end; never throws. */
export async function serveOpenApi(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
  query: Query,
): Promise<void> {
  const scope = claimedScope(request.headers);
  const named = new Map(query);
  const target: Target = {
    service: scope?.service ?? '',
    region: scope?.region ?? '',
    action: named.get('Action') ?? '',
    version: named.get('Version') ?? '',
  };
  const claimed = claimedKey(sandbox.store.world, request.headers);
  let fault: Fault | undefined;
  let outcome: Outcome = { status: 500, done: false, signed: false };
  try {
    const body = await readBody(request);
    const key = authenticate(
      sandbox.store.world,
      { method: request.method ?? 'GET', path: '/', query, headers: request.headers, body },
      sandbox.realNow(),
    );
    outcome.signed = true;
    const action = needAction(target, request.method ?? 'GET');
    fault = sandbox.faults.take(target.service, target.action, key.accountId);
    await sufferBefore(fault, response);
    if (fault?.kind === 'timeout_before_effect') outcome.status = 0;
    else outcome = { ...outcome, ...carryOut(sandbox, key, action, target, readRaw(request, query, body)) };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal('InternalError', 'The sandbox failed.');
    outcome = { ...outcome, status: refusal.status, error: refusal };
  }
  if (fault?.kind === 'timeout_after_effect') outcome.status = 0;
  const account = sandbox.store.world.accounts.get(claimed?.accountId ?? '');
  log(sandbox, target, outcome, { account, userId: claimed?.userId ?? null });
  if (outcome.status === 0) return fallSilent(response, fault?.delayMs);
  const now = sandbox.store.now(account);
  const result = fault?.kind === 'partial_page' ? cutPage(outcome.result) : outcome.result;
  sendJson(response, outcome.status, envelope(target, now, outcome.error, result), now);
}

async function sufferBefore(fault: Fault | undefined, response: ServerResponse): Promise<void> {
  if (fault?.kind === 'throttled') refuse('FlowLimitExceeded', 'The request exceeds the flow limit.');
  if (fault?.kind === 'server_error') refuse('InternalError', 'The service is temporarily unavailable.');
  if (fault?.kind === 'delay') await pause(response, fault.delayMs ?? 1_000);
}

/** Waits, but not for a caller that has gone. */
function pause(response: ServerResponse, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function needAction(target: Target, method: string): Action {
  if (!target.action) return refuse('MissingParameter', 'The required parameter Action is missing.');
  if (!target.version) return refuse('MissingParameter', 'The required parameter Version is missing.');
  const action = findAction(target.service, target.action, target.version);
  if (action === undefined)
    return refuse('ServiceNotFound', `The service '${target.service}' does not exist.`);
  if (action === null)
    return refuse(
      'InvalidActionOrVersion',
      `The service '${target.service}' has no action '${target.action}' in version '${target.version}'.`,
    );
  if (method !== 'POST' && (method !== 'GET' || action.post))
    return refuse('MethodNotAllowed', `The action '${target.action}' does not accept ${method}.`);
  return action;
}

/** Query and body as one set of parameters; the body wins. */
function readRaw(request: IncomingMessage, query: Query, body: Buffer): Raw {
  const fromQuery = Object.fromEntries(query.filter(([name]) => name !== 'Action' && name !== 'Version'));
  if (request.method !== 'POST' || body.length === 0) return fromQuery;
  const text = body.toString('utf8');
  if ((request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'))
    return { ...fromQuery, ...Object.fromEntries(readPairs(text)) };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('InvalidParameter', 'The body is not JSON.');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return refuse('InvalidParameter', 'The body is not a JSON object.');
  return { ...fromQuery, ...json };
}

/** Permission, limits, then the action itself. */
function carryOut(
  sandbox: Sandbox,
  key: AccessKey,
  action: Action,
  target: Target,
  raw: Raw,
): Omit<Outcome, 'signed'> {
  const { store } = sandbox;
  const account = store.world.accounts.get(key.accountId);
  const user = key.userId === null ? null : account?.usersById.get(key.userId);
  if (!account || user === undefined)
    return refuse('InvalidAccessKey', 'The owner of the access key is gone.');
  const now = store.now(account);
  noteUse(sandbox, key, target, now);
  if (target.service === 'billing' && store.world.config.throttle && !sandbox.throttle(account.id))
    refuse('FlowLimitExceeded', 'The request exceeds the flow limit of 5 per second.');
  const call: Call = { store, account, user, keyId: key.id, now };
  if (user && !action.open) {
    const projects = action.projects(raw, call);
    const asked = {
      action: `${target.service}:${target.action}`,
      resource: `trn:${target.service}::${account.id}:${projects[0] ? `project/${projects[0]}` : '*'}`,
      projects,
    };
    if (decide(account, user, asked) !== 'allowed')
      refuse('AccessDenied', `User '${user.name}' is not authorized to perform ${asked.action}.`);
  }
  return { status: 200, result: action.run(raw, call), done: true };
}

function noteUse(sandbox: Sandbox, key: AccessKey, { service, region }: Target, now: number): void {
  const { lastUse } = key;
  if (lastUse && lastUse.service === service && now - lastUse.at < USE_NOTED_EVERY_MS) return;
  sandbox.store.commit('key.use', { id: key.id, service, region });
}

type Caller = { account: Account | undefined; userId: number | null };

function log(
  sandbox: Sandbox,
  { service, action }: Target,
  { status, done, signed, error }: Outcome,
  { account, userId }: Caller,
): void {
  const user = userId === null ? null : (account?.usersById.get(userId)?.name ?? null);
  const code = error?.code ?? null;
  sandbox.calls.add({ service, action, accountId: account?.id ?? null, user, signed, status, code, done });
}

function envelope(target: Target, now: number, error: Refusal | undefined, result: unknown) {
  const { action: Action, version: Version, service: Service, region: Region } = target;
  const ResponseMetadata = { RequestId: newRequestId(now), Action, Version, Service, Region };
  if (!error) return { ResponseMetadata, Result: result };
  const { code: Code, codeN: CodeN, message: Message } = error;
  return { ResponseMetadata: { ...ResponseMetadata, Error: { CodeN, Code, Message } } };
}
