/** The deny policy: one custom policy per account that, attached to a user, beats everything that allows. */
import { z } from 'zod';
import { actions } from './actions.ts';
import type { OpenApi } from './client.ts';
import { isAlready, isMissing, settled } from './errors.ts';
import { nothing, text } from './fields.ts';
import { attach, attachedDirectly, detach } from './policies.ts';

export const denyPolicy = { name: 'AirGateDenyAll', type: 'Custom' } as const;

const document = JSON.stringify({ Statement: [{ Effect: 'Deny', Action: ['*'], Resource: ['*'] }] });

const policyAnswer = z.object({ Policy: z.object({ PolicyDocument: text }) });

const oneOrMany = z.union([z.string().transform((value) => [value]), z.array(z.string())]);
const statements = z.object({
  Statement: z.array(
    z.object({
      Effect: z.string(),
      Action: oneOrMany,
      Resource: oneOrMany,
      Condition: z.unknown().optional(),
    }),
  ),
});

/** Whether a policy document still denies everything, unconditionally. */
export function deniesAll(policyDocument: string): boolean {
  let json: unknown;
  try {
    json = JSON.parse(policyDocument);
  } catch {
    return false;
  }
  const read = statements.safeParse(json);
  return (
    read.success &&
    read.data.Statement.some(
      (each) =>
        each.Effect === 'Deny' &&
        each.Action.includes('*') &&
        each.Resource.includes('*') &&
        each.Condition === undefined,
    )
  );
}

/** The document as the account has it, or null. */
async function readDocument(api: OpenApi): Promise<string | null> {
  const params = { PolicyName: denyPolicy.name, PolicyType: denyPolicy.type };
  try {
    return (await api.call(actions.getPolicy, params, policyAnswer)).result.Policy.PolicyDocument;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Makes sure that the account has the policy, and that nobody has softened it. */
async function ensurePolicy(api: OpenApi): Promise<void> {
  const current = await readDocument(api);
  if (current !== null && deniesAll(current)) return;
  const name = { PolicyName: denyPolicy.name };
  if (current !== null) {
    await api.call(actions.updatePolicy, { ...name, NewPolicyDocument: document }, nothing);
    return;
  }
  const params = { ...name, PolicyDocument: document, Description: 'Attached by AirGate to cut a user off' };
  // Two cut-offs may find it missing at the same moment; the second is told that it exists.
  await settled(api.call(actions.createPolicy, params, nothing), isAlready);
}

/** Whether the user is denied everything now: attached for the whole account, with a document that still denies. */
export async function isDenied(api: OpenApi, userName: string): Promise<boolean> {
  const attached = await attachedDirectly(api, userName);
  const here = attached.some(
    (each) => each.name === denyPolicy.name && each.type === denyPolicy.type && each.scope.kind === 'global',
  );
  return here && deniesAll((await readDocument(api)) ?? '');
}

export async function setDenied(api: OpenApi, userName: string, denied: boolean): Promise<void> {
  if (!denied) return detach(api, userName, denyPolicy, { kind: 'global' });
  await ensurePolicy(api);
  await attach(api, userName, denyPolicy, { kind: 'global' });
}
