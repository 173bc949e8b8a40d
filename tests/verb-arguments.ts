// What verbs take that do not take one object alone, made from a world.
import type { FullWorld } from './full-world.ts';

type World = Pick<FullWorld, 'ids' | 'texts' | 'lostKey' | 'job'>;
type Arguments = readonly unknown[];

const account = ({ ids, texts }: World) => ({
  id: ids.subAccount,
  userName: texts.userName,
  cloudUserId: '1',
  cloudAccountId: ids.cloudAccount,
  deletedAt: null,
});

const claim = ({ lostKey, job }: World) => ({
  ...lostKey,
  keysBefore: [],
  actorId: 'sample',
  requestedBy: 'sample',
  startedAt: job.now(),
  accessKeyId: null,
  madeAt: null,
});

/** The account of a lost key, and a cloud in which nobody is. */
const lost = (world: World) => ({ ...account(world), id: world.lostKey.subAccountId });
const emptyCloud = { users: { get: async () => null }, keys: { list: async () => [] } };

const cloudUser = { id: '7', name: 'sample', displayName: '', description: '', email: '', createdAt: null };
const spent = ({ ids }: World) => [{ subAccountId: ids.subAccount, spent: 77n }];
const due = ({ ids }: World) => ({ accounts: [{ cloudAccountId: ids.cloudAccount, last: null }] });

const ARGUMENTS: Readonly<Record<string, (world: World) => Arguments>> = {
  'server/alerts/service#raiseAlert': ({ lostKey }) => [
    { type: 'check_failed', severity: 'info', dedupeKey: `sample:${lostKey.id}`, details: {} },
  ],
  'server/alerts/service#settleAlert': ({ lostKey }) => [`sample:${lostKey.id}`],
  'server/clouds/service#openCloudAccount': ({ ids }) => [ids.cloudAccount],
  'server/clouds/service#noteContact': ({ ids }) => [ids.cloudAccount, 'ok'],
  'server/iam/service/access-keys#makeAccessKey': ({ ids }) => [ids.subAccount],
  'server/iam/service/key-claims#claimKey': ({ ids }) => [ids.subAccount, []],
  'server/iam/service/key-claims#openClaim': ({ lostKey }) => [lostKey.subAccountId],
  'server/iam/service/key-claims#keyOf': (world) => [claim(world)],
  'server/iam/service/key-claims#recordKey': (world) => [
    claim(world),
    account(world),
    { accessKeyId: 'AKLTsample', secretAccessKey: 'sample' },
  ],
  'server/iam/service/lost-keys#resolveLostKey': (world) => [emptyCloud, lost(world), claim(world)],
  'server/iam/service/lost-keys#giveUpOn': (world) => [lost(world), claim(world)],
  'server/iam/service/lost-keys#resolveInPassing': (world) => [emptyCloud, lost(world)],
  'server/iam/service/lost-keys#settleLostClaim': ({ lostKey }) => [{ claimId: lostKey.id }],
  'server/iam/service/name-claim#giveNameBack': ({ ids }) => [
    { cloudAccountId: ids.cloudAccount, userName: 'half-made' },
    'for good',
  ],
  'server/iam/service/name-claim#recordUser': ({ ids }) => [{ cloudAccountId: ids.cloudAccount }, cloudUser],
  'server/iam/service/schedule#requestDueSyncs': (world) => [due(world)],
  'server/ledger/service#openEpoch': ({ ids }) => [
    {
      from: null,
      subAccountId: ids.subAccount,
      currency: 'CNY',
      amount: 1n,
      reason: 'sample',
      armedAbove: 0,
    },
  ],
  'server/ledger/service#postSpending': (world) => [spent(world), world.ids.check],
  'server/projects/service#freeProjects': ({ ids, job }) => [
    'project:update',
    { subAccountId: ids.subAccount, through: job.now() },
  ],
  'server/quotas/service#quotaOf': ({ ids }) => [ids.subAccount],
  'server/quotas/service#settleSpending': (world) => [spent(world), { checkId: world.ids.check }],
  'server/quotas/service/steps#raiseDueSteps': ({ ids }) => [[ids.subAccount]],
  'server/sandbox/service/account#sandboxAccount': ({ ids }) => ['cloud-account:read', ids.cloudAccount],
  'server/settings/service#settingOf': () => ['quota.restoreMode'],
  'server/settings/service#settingsOf': () => [['quota.restoreMode']],
  'server/spending/service/checks#startDueChecks': (world) => [due(world)],
  'server/teams/service/reach#forTeam': ({ ids }) => [
    'team:update',
    ids.team,
    async (_: unknown, { name }: { name: string }) => name,
  ],
  'server/tenants/service/transfer-mail#mailTransfer': ({ ids }) => [
    { transferId: ids.ownerTransfer, change: 'offered', side: 'to' },
  ],
  'server/webhooks/service/endpoints#openWebhook': ({ ids }) => [ids.webhook],
};

/** The arguments after the ctx; null for a verb that takes one object. */
export function argumentsOf(verb: string, world: World): Arguments | null {
  return ARGUMENTS[verb]?.(world) ?? null;
}

/** For the test that none of them is out of date. */
export const verbsWithArguments: readonly string[] = Object.keys(ARGUMENTS);
