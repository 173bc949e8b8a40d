/**
 * Creating a sub-account: a user in the cloud, then what it is given, so that an attempt that was cut short can be
 * repeated and makes nothing twice.
 *
 * How a retry knows its own user: before the cloud is asked, a row takes the name, and it is written only while the
 * cloud has nobody of that name. A later attempt of the same request (same actor, same details) that finds the row and
 * now finds the user adopts it; for every other request the name is taken. The row goes when the request is finished.
 */
import { AppError, type ErrorReason } from '#lib/errors.ts';
import { translate } from '#lib/i18n/translate.ts';
import { type Cloud, CloudError, type CloudUser } from '#server/clouds/provider.ts';
import { openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access } from '#server/core/access.ts';
import { type AfterAnswer, afterAnswer } from '#server/core/answer.ts';
import { asSystem, type Ctx } from '#server/core/ctx.ts';
import { isAsAsked } from '#server/iam/policy.ts';
import type { CreateSubAccountInput } from '#server/iam/schema.ts';
import { addProject } from '#server/projects/service.ts';
import { makeAccessKey } from './access-keys.ts';
import { newPassword, refusingInput, setForSure } from './change.ts';
import type { NewKey } from './key-claims.ts';
import { claimName, giveNameBack, recordUser } from './name-claim.ts';
import { detailOf } from './read.ts';

type Step = 'project' | 'login' | 'access_key';
type Warning = { step: Step; reason: ErrorReason; message: string };

/**
 * Once the user exists the answer is a success; what could not be given to it is in `warnings`, to be done again on its
 * page. Secrets are in this answer only.
 */
export async function createSubAccount(ctx: Ctx, input: CreateSubAccountInput) {
  await access(ctx, 'sub-account:create', async () => {});
  if (input.accessKey) await access(ctx, 'access-key:create', async () => {});
  if (input.projectName !== undefined) await access(ctx, 'project:update', async () => {});
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), input.cloudAccountId);
  const existing = await viaCloud(() => cloud.users.get(input.userName));
  const { again } = await claimName(ctx, input, existing);
  let id: string;
  try {
    const user = existing ?? (await viaCloud(() => makeUser(cloud, input)));
    id = await recordUser(ctx, input, user);
  } catch (error) {
    await giveNameBack(ctx, input, isRefusal(error) ? 'for good' : 'to a retry');
    throw error;
  }
  const { keyGiven, ...given } = await equip(ctx, cloud, { id, input }, again).catch(
    async (error: unknown) => {
      await giveNameBack(ctx, input, 'to a retry');
      throw error;
    },
  );
  const subAccount = await access(ctx, 'sub-account:create', (db) => detailOf(db, ctx, id));
  // The answer may hold secrets that cannot be had again: until it has left, the same request may come back for them.
  await afterAnswer(ctx, async (then) => {
    await keyGiven(then);
    await giveNameBack(then, input, 'for good');
  });
  return { subAccount, ...given };
}

type Asked = Parameters<typeof isAsAsked>[1];

async function makeUser(cloud: Cloud, { userName, displayName, description, email }: CreateSubAccountInput) {
  try {
    return await refusingInput(cloud.users.create({ name: userName, displayName, description, email }));
  } catch (cause) {
    if (!(cause instanceof CloudError)) throw cause;
    if (cause.effectUnknown)
      return lookAfterSilence(cloud, { userName, displayName, description, email }, cause);
    if (cause.kind !== 'conflict') throw cause;
    throw new AppError('conflict', 'user_name_taken', { params: { name: userName }, cause });
  }
}

/** No answer came, but the name was free a moment ago: who has it now, just as asked, was made by this very call. */
async function lookAfterSilence(cloud: Cloud, asked: Asked, silence: CloudError): Promise<CloudUser> {
  const user = await cloud.users.get(asked.userName).catch(() => null);
  if (!user || !isAsAsked(user, asked)) throw silence;
  return user;
}

/** The cloud has said no, so there is nothing to come back to. */
function isRefusal(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'conflict' || error.code === 'invalid_input');
}

type Given = {
  password: string | null;
  accessKey: NewKey | null;
  warnings: Warning[];
  /** Due once the answer is on its way. */
  keyGiven: AfterAnswer;
};

/** Project, login and key; the key last, since nothing may fail after its secret is known. */
async function equip(
  ctx: Ctx,
  cloud: Cloud,
  { id, input }: { id: string; input: CreateSubAccountInput },
  again: boolean,
): Promise<Given> {
  const { userName, projectName, login } = input;
  const given: Given = { password: null, accessKey: null, warnings: [], keyGiven: async () => {} };
  const attempt = async (step: Step, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      given.warnings.push(warning(ctx, step, error.reason, error.params));
    }
  };
  if (projectName !== undefined) {
    await attempt('project', async () => {
      const { lastError, state } = await firstProject(ctx, id, projectName, again);
      if (state !== 'failed') return;
      given.warnings.push(
        warning(ctx, 'project', (lastError?.reason ?? 'internal') as ErrorReason, lastError?.params ?? {}),
      );
    });
  }
  if (login) {
    await attempt('login', async () => {
      const password = login.password ?? newPassword();
      const wanted = { allowed: true, password, mustReset: login.mustReset };
      await viaCloud(() => refusingInput(setForSure(cloud, userName, wanted)));
      if (login.generate) given.password = password;
    });
  }
  if (input.accessKey) {
    await attempt('access_key', async () => {
      const { key, given: keyGiven } = await makeAccessKey(ctx, id, { first: true });
      Object.assign(given, { accessKey: key, keyGiven });
    });
  }
  return given;
}

/** A retry finds its project there already. */
async function firstProject(ctx: Ctx, subAccountId: string, projectName: string, again: boolean) {
  const mine = again
    ? await access(ctx, 'project:update', (db) =>
        db.subAccountProject.findFirst({
          where: {
            tenantId: ctx.tenant.id,
            subAccountId,
            projectName,
            removedAt: null,
            state: { not: 'failed' },
          },
        }),
      )
    : null;
  if (mine) return { state: mine.state, lastError: null };
  return addProject(ctx, { subAccountId, projectName });
}

function warning(
  ctx: Ctx,
  step: Step,
  reason: ErrorReason,
  params: Record<string, string | number>,
): Warning {
  const message = translate(ctx.locale, `errors.reasons.${reason}`, { ...params, requestId: ctx.requestId });
  return { step, reason, message };
}
