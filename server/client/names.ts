/** What endpoints are called in the client: `airgate.subAccounts.list`, `airgate.quotas.createAllocation`. */

/** An endpoint as its name is made from it. */
export type Endpoint = { method: string; path: string; tag: string; operationId: string; isList: boolean };

/** Where the path alone would give a name that nobody would look for. */
const OWN_NAMES: Record<string, string> = {
  'POST /cloud-accounts/{cloudAccountId}/credential': 'replaceCredential',
  'POST /sub-accounts/{subAccountId}/allocations': 'allocate',
  'POST /sub-accounts/{subAccountId}/policies': 'attach',
  'DELETE /sub-accounts/{subAccountId}/policies': 'detach',
  'GET /cloud-accounts/{cloudAccountId}/policies': 'search',
  'GET /cloud-accounts/{cloudAccountId}/projects': 'listOfCloudAccount',
  'GET /sub-accounts/{subAccountId}/projects': 'list',
  'GET /sub-accounts/{subAccountId}/policies': 'list',
  'PATCH /sub-accounts/{subAccountId}/projects': 'updateAll',
  'PATCH /sub-accounts/{subAccountId}/projects/{subAccountProjectId}': 'update',
  'GET /spending/breakdown': 'getBreakdown',
  'POST /spending-checks': 'startCheck',
  'GET /sub-accounts/{subAccountId}/spending': 'ofSubAccount',
  'POST /invitations/bulk': 'inviteMany',
  'POST /invitations/preview': 'previewInvitations',
  'GET /members/{memberId}/permissions': 'explainMember',
  'GET /api-keys/{keyId}/permissions': 'explainKey',
  'GET /roles/{roleId}/comparison': 'compare',
  'GET /audit/verify': 'verify',
  'GET /audit-exports/{exportId}/content': 'readExport',
  'POST /audit-exports/{exportId}/cancel': 'cancelExport',
};

/** `API keys` as `apiKeys`. */
export function groupName(tag: string): string {
  const words = tag.split(/[^A-Za-z0-9]+/).map((word) => word.toLowerCase());
  return camel(words);
}

/** A name for every endpoint of one group, each different. */
export function methodNames(endpoints: readonly Endpoint[]): Map<Endpoint, string> {
  const paths = new Set(endpoints.map(({ method, path }) => `${method} ${path}`));
  const short = new Map(endpoints.map((each) => [each, methodName(each, paths)]));
  const taken = (name: string) => [...short.values()].filter((other) => other === name).length > 1;
  // Two that would share a name are both called by their long one.
  return new Map([...short].map(([each, name]) => [each, taken(name) ? each.operationId : name]));
}

function methodName(endpoint: Endpoint, paths: ReadonlySet<string>): string {
  const { method, path, tag, isList } = endpoint;
  const chosen = OWN_NAMES[`${method} ${path}`];
  if (chosen) return chosen;
  const segments = path.split('/').filter(Boolean);
  const ofGroup = tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const nouns = segments.filter((each) => !each.startsWith('{'));
  const last = nouns.at(-1) ?? '';
  const one = segments.at(-1)?.startsWith('{') ?? false;
  const isGroup = last === ofGroup;
  // Things of another kind in the group keep their own name: `members.listInvitations`, `audit.listExports`.
  const plural = isGroup ? [] : last.replace(new RegExp(`^${ofGroup.replace(/s$/, '')}s?-`), '').split('-');
  const singular = plural.map((word, at) => (at === plural.length - 1 ? singularOf(word) : word));
  if (method === 'GET') {
    if (one) return camel(['get', ...singular]);
    return camel([isList ? 'list' : 'get', ...plural]);
  }
  if (method === 'PATCH') return camel(['update', ...(one ? singular : plural)]);
  if (method === 'PUT') return camel(['set', ...plural]);
  if (method === 'DELETE') return camel(['delete', ...singular]);
  const collection = paths.has(`GET ${path}`) || isGroup || isPlural(last);
  return collection ? camel(['create', ...singular]) : camel(last.split('-'));
}

const isPlural = (noun: string) => /[^s]s$/.test(noun);
const singularOf = (noun: string) => noun.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
const camel = (words: readonly string[]) =>
  words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
