/** Policy evaluation: Deny beats Allow, nothing said is no. */
import type { Account, Attachment, User } from './model.ts';
import { systemPolicies } from './system-policies.ts';

export type Statement = { Effect: 'Allow' | 'Deny'; Action: string[]; Resource: string[] };
export type Decision = 'allowed' | 'denied' | 'unmentioned';

const parsed = new Map<string, Statement[] | string>();

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string');

/** The statements of a policy document, or a sentence that says what is wrong with it. */
export function readDocument(document: string): Statement[] | string {
  const known = parsed.get(document);
  if (known !== undefined) return known;
  const result = parseDocument(document);
  // Documents of rewritten policies would pile up for ever otherwise.
  if (parsed.size > 2_000) parsed.clear();
  parsed.set(document, result);
  return result;
}

function parseDocument(document: string): Statement[] | string {
  let json: unknown;
  try {
    json = JSON.parse(document);
  } catch {
    return 'the document is not JSON';
  }
  if (typeof json !== 'object' || json === null || !('Statement' in json) || !Array.isArray(json.Statement))
    return 'the document has no Statement list';
  const statements: Statement[] = [];
  for (const entry of json.Statement as unknown[]) {
    if (typeof entry !== 'object' || entry === null) return 'a Statement is not an object';
    const { Effect, Action, Resource = ['*'], ...rest } = entry as Record<string, unknown>;
    if (Effect !== 'Allow' && Effect !== 'Deny') return 'Effect must be Allow or Deny';
    if (!isTextList(Action)) return 'Action must be a list of texts';
    if (!isTextList(Resource)) return 'Resource must be a list of texts';
    const [unknown] = Object.keys(rest).filter((key) => key !== 'Sid');
    if (unknown) return `${unknown} is not supported by the sandbox`;
    statements.push({ Effect, Action, Resource });
  }
  return statements.length > 0 ? statements : 'the Statement list is empty';
}

const patterns = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  let compiled = patterns.get(pattern);
  if (!compiled) {
    const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    compiled = new RegExp(`^${source}$`, 'i');
    if (patterns.size > 2_000) patterns.clear();
    patterns.set(pattern, compiled);
  }
  return compiled.test(text);
}

function statementsOf(account: Account, attachment: Attachment): Statement[] {
  const document =
    attachment.type === 'System'
      ? systemPolicies.get(attachment.name)?.document
      : account.policies.get(attachment.name)?.document;
  const statements = document === undefined ? [] : readDocument(document);
  return typeof statements === 'string' ? [] : statements;
}

/** Every attachment that counts for a user: its own and those of its groups. */
export function effectiveAttachments(account: Account, user: User): Attachment[] {
  return [...user.policies, ...user.groups.flatMap((name) => account.groups.get(name)?.policies ?? [])];
}

/**
 * May the user do `action` (`service:Action`)? Attachments inside a project count only for calls that name it;
 * a call that names several projects needs an Allow for each.
 */
export function decide(
  account: Account,
  user: User,
  call: { action: string; resource: string; projects: readonly string[] },
): Decision {
  let allowedEverywhere = false;
  const allowedIn = new Set<string>();
  for (const attachment of effectiveAttachments(account, user)) {
    if (attachment.project !== null && !call.projects.includes(attachment.project)) continue;
    for (const statement of statementsOf(account, attachment)) {
      if (!statement.Action.some((pattern) => matches(pattern, call.action))) continue;
      if (!statement.Resource.some((pattern) => matches(pattern, call.resource))) continue;
      if (statement.Effect === 'Deny') return 'denied';
      if (attachment.project === null) allowedEverywhere = true;
      else allowedIn.add(attachment.project);
    }
  }
  const allowed =
    allowedEverywhere || (call.projects.length > 0 && call.projects.every((p) => allowedIn.has(p)));
  return allowed ? 'allowed' : 'unmentioned';
}
