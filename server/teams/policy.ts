import { AppError, notFound } from '#lib/errors.ts';
import { can, type Permission } from '#lib/permissions.ts';

export const MOST_LEVELS = 8;
const MOST_TEAMS = 500;

/** What a lead sees of their teams and of all teams below, whatever their role holds. */
export const leadRights = [
  'team:read',
  'member:read',
  'sub-account:read',
  'quota:read',
  'key:read',
] as const satisfies readonly Permission[];
export type LeadRight = (typeof leadRights)[number];

export type Reach = {
  /** Names, and how much belongs to it. */
  team: boolean;
  members: boolean;
  subAccounts: boolean;
  quotas: boolean;
  keys: boolean;
  /** May add members, and remove those who do not lead. */
  choosesMembers: boolean;
};

type Holder = { permissions: ReadonlySet<Permission> };

/** What somebody may see and do with one team: by the rights of their role, or because they lead it or one above it. */
export function reachOf(holder: Holder, isLead: boolean): Reach {
  const sees = (right: LeadRight) => isLead || can(holder, right);
  return {
    team: sees('team:read'),
    members: sees('member:read'),
    subAccounts: sees('sub-account:read'),
    quotas: sees('quota:read'),
    keys: sees('key:read'),
    choosesMembers: isLead || can(holder, 'team:update'),
  };
}

/** Who leads a team is decided by whoever may change teams, not by another lead: `team_lead_kept`. */
export function assertMayRemove(holder: Holder, member: { lead: boolean; name: string }): void {
  if (!member.lead || can(holder, 'team:update')) return;
  throw new AppError('forbidden', 'team_lead_kept', { params: { name: member.name } });
}

/** Throws `team_limit` when no further team fits into a tenant. */
export function assertRoom(count: number): void {
  if (count >= MOST_TEAMS)
    throw new AppError('limit_exceeded', 'team_limit', { params: { max: MOST_TEAMS } });
}

export type Node = { id: string; parentId: string | null; name: string };

/** A team and all that are below it. */
export function withBelow(nodes: readonly Node[], id: string): Node[] {
  const children = Map.groupBy(nodes, (node) => node.parentId);
  const found: Node[] = nodes.filter((node) => node.id === id);
  // What is found is looked at in turn; nothing is found twice, even if the tree were none.
  for (const node of found)
    found.push(...(children.get(node.id) ?? []).filter((each) => !found.includes(each)));
  return found;
}

/** From the top down to the team itself; empty for one that is not there. */
export function lineOf(nodes: readonly Node[], id: string | null): Node[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const line: Node[] = [];
  for (let at = id; at !== null; ) {
    const node = byId.get(at);
    if (!node || line.includes(node)) break;
    line.unshift(node);
    at = node.parentId;
  }
  return line;
}

const fault = (reason: 'team_cycle' | 'team_depth', params: Record<string, string | number>) =>
  new AppError(reason === 'team_cycle' ? 'conflict' : 'limit_exceeded', reason, {
    params,
    fields: [{ path: 'parentId', message: reason }],
  });

/**
 * Whether a team, with all below it, may stand there; a new one has no id yet. `nodes` is the whole tree, locked. Throws
 * `not_found`, `team_cycle` when it would come to be below itself, `team_depth`, `name_taken` among its siblings.
 */
export function assertPlace(
  nodes: readonly Node[],
  { id, parentId, name }: { id: string | null; parentId: string | null; name: string },
): void {
  const above = lineOf(nodes, parentId);
  if (parentId !== null && above.length === 0) throw notFound('team');
  if (above.some((node) => node.id === id))
    throw fault('team_cycle', { name, parent: above.at(-1)?.name ?? '' });
  const moved = id === null ? [] : withBelow(nodes, id);
  const deepest = Math.max(1, ...moved.map((node) => lineOf(moved, node.id).length));
  if (above.length + deepest > MOST_LEVELS) throw fault('team_depth', { max: MOST_LEVELS });
  const isSame = (node: Node) => node.name.toLowerCase() === name.toLowerCase();
  if (nodes.some((node) => node.parentId === parentId && node.id !== id && isSame(node)))
    throw nameTaken(name);
}

const nameTaken = (name: string) => {
  const fields = [{ path: 'name', message: 'name_taken' }];
  return new AppError('conflict', 'name_taken', { params: { name }, fields });
};
