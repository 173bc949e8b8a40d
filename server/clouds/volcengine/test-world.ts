/** The sandbox cloud as a world for the contract suite: this provider over HTTP, and the hands on its other side. */
import { z } from 'zod';
import type { Cloud, Credential, PolicyRef } from '#server/clouds/provider.ts';
import { realNow } from '#server/clouds/sandbox/clock.ts';
import { sandboxControl } from '#server/clouds/sandbox/control.ts';
import { startSandbox } from '#server/clouds/sandbox/server.ts';
import { type Action, actions } from './actions.ts';
import { openApi, type Params } from './client.ts';
import { id } from './fields.ts';
import { volcengineProvider } from './provider.ts';

/** A cloud under test, and what only its other side can do: the things that AirGate meets but never makes. */
export type ContractWorld = {
  /** The account's main credential. */
  cloud: Cloud;
  accountId: string;
  as(credential: Credential): Cloud;
  makeProject(name: string): Promise<void>;
  /** A group with the policy, and the user in it. */
  makeGroup(group: string, user: string, policy: PolicyRef): Promise<void>;
  renameUser(from: string, to: string): Promise<void>;
  makeApiKey(user: string): Promise<string>;
  makeArkKey(project: string): Promise<string>;
  makeEndpoint(project: string): Promise<string>;
  arkKeyActive(project: string, id: string): Promise<boolean>;
  endpointRunning(project: string, id: string): Promise<boolean>;
  /** Books one bill row on a past day. */
  spend(row: { project: string; product: string; day: string; amount: string }): Promise<void>;
  /** A cloud whose next call of the action happens but is never answered. */
  deafTo(action: string): Promise<Cloud>;
  close(): Promise<void>;
};

/** What AirGate itself never asks of the cloud. */
const others = {
  createGroup: { ...actions.createUser, name: 'CreateGroup' },
  addUserToGroup: { ...actions.createUser, name: 'AddUserToGroup' },
  attachUserGroupPolicy: { ...actions.createUser, name: 'AttachUserGroupPolicy' },
  createApiKey: { ...actions.createUser, name: 'CreateApiKey' },
} satisfies Record<string, Action>;

const newKey = z.object({ ApiKey: z.object({ Id: id }) });

export async function openSandboxWorld(): Promise<ContractWorld> {
  const sandbox = await startSandbox({ port: 0, throttle: false });
  const control = sandboxControl(sandbox.url);
  await control.config({ detailLagMinutes: 0, splitLagHours: 0, unattributedShare: 0 });
  const { accountId, ...credential } = await control.createAccount({ name: 'contract' });
  const account = accountId;
  const now = () => new Date(realNow());
  const provider = (timeoutMs: number) =>
    volcengineProvider({ id: 'sandbox', baseUrl: sandbox.url, now, timeoutMs });
  const as = (other: Credential) => provider(10_000).open(other);
  const api = openApi({ baseUrl: sandbox.url, now, credential });
  const call = (action: Action, params: Params) => api.call(action, params, z.unknown());
  const state = async () => (await control.state({ account })).account;
  return {
    cloud: as(credential),
    accountId,
    as,
    async makeProject(name) {
      await control.createProject({ account, name });
    },
    async makeGroup(group, user, policy) {
      await call(others.createGroup, { UserGroupName: group });
      await call(others.addUserToGroup, { UserGroupName: group, UserName: user });
      const grant = { UserGroupName: group, PolicyName: policy.name, PolicyType: policy.type };
      await call(others.attachUserGroupPolicy, grant);
    },
    async renameUser(from, to) {
      await call(actions.updateUser, { UserName: from, NewUserName: to });
    },
    async makeApiKey(user) {
      const params = { UserName: user, Name: 'contract' };
      return (await api.call(others.createApiKey, params, newKey)).result.ApiKey.Id;
    },
    makeArkKey: async (project) => (await control.createArkKey({ account, project })).id,
    makeEndpoint: async (project) => (await control.createEndpoint({ account, project })).id,
    arkKeyActive: async (_project, key) =>
      (await state()).arkKeys.some((each) => each.id === key && each.active),
    endpointRunning: async (_project, endpoint) =>
      (await state()).endpoints.some((each) => each.id === endpoint && each.running),
    async spend(row) {
      await control.spend({ account, ...row });
    },
    async deafTo(action) {
      await control.fault({ kind: 'timeout_after_effect', action, times: 1 });
      return provider(500).open(credential);
    },
    close: () => sandbox.close(),
  };
}
