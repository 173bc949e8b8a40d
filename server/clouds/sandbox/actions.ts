/** The one table of everything that can be called: service and version, then action. */
import type { Action } from './action.ts';
import { arkActions } from './ark.ts';
import { billingActions } from './billing.ts';
import { attachmentActions } from './iam-attachments.ts';
import { groupActions } from './iam-groups.ts';
import { keyActions } from './iam-keys.ts';
import { loginActions } from './iam-login.ts';
import { policyActions } from './iam-policies.ts';
import { userActions } from './iam-users.ts';
import { projectActions } from './projects.ts';
import { stsActions } from './sts.ts';

const table: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Action>>>>>> = {
  iam: {
    '2018-01-01': {
      ...userActions,
      ...keyActions,
      ...loginActions,
      ...policyActions,
      ...attachmentActions,
      ...groupActions,
    },
    '2021-08-01': projectActions,
  },
  sts: { '2018-01-01': stsActions },
  billing: { '2022-01-01': billingActions },
  ark: { '2024-01-01': arkActions },
};

const services = new Map(
  Object.entries(table).map(([service, versions]) => [
    service,
    new Map(
      Object.entries(versions).flatMap(([version, actions]) =>
        Object.entries(actions).map(([name, action]) => [`${name}@${version}`, action] as const),
      ),
    ),
  ]),
);

/** Undefined where the service is unknown, null where it has no such action in that version. */
export function findAction(service: string, name: string, version: string): Action | null | undefined {
  const actions = services.get(service);
  return actions && (actions.get(`${name}@${version}`) ?? null);
}
