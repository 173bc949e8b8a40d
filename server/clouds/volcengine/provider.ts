/** Volcengine behind the cloud seam. The sandbox cloud is this provider with another base URL. */
import type { Dispatcher } from 'undici';
import type { Cloud, CloudProvider, Credential, ProviderId } from '#server/clouds/provider.ts';
import { billPageSize, billsOf } from './bills.ts';
import { type OnCall, openApi, overheard, type RetryRule } from './client.ts';
import { keysOf } from './keys.ts';
import { loginOf } from './login.ts';
import { policiesOf } from './policies.ts';
import { projectsOf } from './projects.ts';
import { identity, usersOf } from './users.ts';
import { valveOf } from './valve.ts';
import { steps } from './valve-steps.ts';

type VolcengineOptions = {
  id: ProviderId;
  /** `https://open.volcengineapi.com` serves every service; the sandbox has its own. */
  baseUrl: string;
  now: () => Date;
  region?: string;
  /** For one attempt of a call; 10 s by default. */
  timeoutMs?: number;
  retry?: Partial<RetryRule>;
  dispatcher?: Dispatcher;
  onCall?: OnCall;
};

export function volcengineProvider(options: VolcengineOptions): CloudProvider {
  const { id, now, onCall = () => {} } = options;
  return {
    id,
    capabilities: {
      loginToggle: 'flag',
      costByProject: true,
      // The split bill is complete after at most two days, its project names up to twelve hours later.
      costLagHours: [24, 60],
      maxKeysPerUser: 2,
      valveSteps: [...steps.keys()],
      billPageSize,
      billTimeZone: 'Asia/Shanghai',
    },
    open(credential: Credential): Cloud {
      const api = overheard(openApi({ ...options, credential }), onCall);
      return {
        identity: () => identity(api, now),
        users: usersOf(api),
        login: loginOf(api),
        keys: keysOf(api),
        policies: policiesOf(api),
        projects: projectsOf(api),
        bills: billsOf(api),
        valve: valveOf(api, now),
      };
    },
  };
}
