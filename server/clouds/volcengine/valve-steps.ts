/** What each step of the valve looks at, and how one thing of it is switched. */
import { type ArkItem, listArkKeys, listEndpoints, setArkKey, setEndpoint } from './ark.ts';
import type { OpenApi } from './client.ts';
import { denyPolicy, isDenied, setDenied } from './deny-policy.ts';
import { listIamApiKeys, setIamApiKey } from './iam-api-keys.ts';
import { listKeys, setKey } from './keys.ts';
import { getLogin, setLoginAllowed } from './login.ts';

export type State = 'on' | 'off';
export type Item = { id: string; label: string; project?: string; state: State };

/** `user` is the user's present name, or null when the cloud no longer has the user. */
export type Target = { user: string | null; projects: readonly string[] };

export type Step = {
  /** The state that cuts the user off: a key `off`, but the deny policy `on`. */
  cut: State;
  read(api: OpenApi, target: Target): Promise<Item[]>;
  set(api: OpenApi, target: Target, item: Item, state: State): Promise<void>;
};

const stateOf = (on: boolean): State => (on ? 'on' : 'off');

/** A step about the user itself; without the user there is nothing to look at. */
function userStep(
  cut: State,
  read: (api: OpenApi, user: string) => Promise<Item[]>,
  set: (api: OpenApi, user: string, id: string, on: boolean) => Promise<void>,
): Step {
  return {
    cut,
    read: async (api, target) => (target.user === null ? [] : read(api, target.user)),
    async set(api, target, item, state) {
      if (target.user !== null) await set(api, target.user, item.id, state === 'on');
    },
  };
}

/** A step about what belongs to the user's projects. */
function projectStep(
  read: (api: OpenApi, project: string) => Promise<ArkItem[]>,
  set: (api: OpenApi, id: string, on: boolean) => Promise<void>,
): Step {
  return {
    cut: 'off',
    async read(api, target) {
      const items: Item[] = [];
      for (const project of new Set(target.projects)) {
        for (const { id, name, on } of await read(api, project)) {
          items.push({ id, label: name || id, project, state: stateOf(on) });
        }
      }
      return items;
    },
    set: (api, _target, item, state) => set(api, item.id, state === 'on'),
  };
}

/** In order: the widest and fastest first, so that even an open console session ends at once. */
export const steps: ReadonlyMap<string, Step> = new Map([
  [
    'deny_policy',
    userStep(
      'on',
      async (api, user) => [
        { id: denyPolicy.name, label: denyPolicy.name, state: stateOf(await isDenied(api, user)) },
      ],
      (api, user, _id, on) => setDenied(api, user, on),
    ),
  ],
  [
    'access_keys',
    userStep(
      'off',
      async (api, user) =>
        (await listKeys(api, user)).map(({ id, active }) => ({ id, label: id, state: stateOf(active) })),
      setKey,
    ),
  ],
  [
    'login',
    userStep(
      'off',
      async (api, user) => {
        const { exists, allowed } = await getLogin(api, user);
        return exists ? [{ id: 'login', label: user, state: stateOf(allowed) }] : [];
      },
      (api, user, _id, on) => setLoginAllowed(api, user, on),
    ),
  ],
  [
    'iam_api_keys',
    userStep(
      'off',
      async (api, user) =>
        (await listIamApiKeys(api, user)).map(({ id, name, active }) => ({
          id,
          label: name || id,
          state: stateOf(active),
        })),
      setIamApiKey,
    ),
  ],
  ['ark_keys', projectStep(listArkKeys, setArkKey)],
  ['ark_endpoints', projectStep(listEndpoints, setEndpoint)],
]);
