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
import { asSystem, type Ctx } from '#server/core/ctx.ts';
import { log } from '#server/core/log.ts';
import { isAsAsked } from '#server/iam/policy.ts';
import type { CreateSubAccountInput } from '#server/iam/schema.ts';
import { addProject } from '#server/projects/service.ts';
import { createAccessKey } from './access-keys.ts';
import { newPassword, refusingInput } from './change.ts';
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
  const given = await equip(ctx, cloud, { id, input, again }).catch(async (error: unknown) => {
    await giveNameBack(ctx, input, 'to a retry');
    throw error;
  });
  // The answer may hold a secret that cannot be had again, so nothing may come between: a name kept too long only
  // means that the same request would adopt its own user.
  await giveNameBack(ctx, input, 'for good').catch((err: unknown) =>
    log.warn({ err, requestId: ctx.requestId }, 'iam: a finished creation keeps its name'),
  );
  const subAccount = await access(ctx, 'sub-account:create', (db) => detailOf(db, ctx, id));
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
  accessKey: { accessKeyId: string; secretAccessKey: string } | null;
  warnings: Warning[];
};

/** Project, login and key; the key last, since nothing may fail after its secret is known. */
async function equip(
  ctx: Ctx,
  cloud: Cloud,
  { id, input, again }: { id: string; input: CreateSubAccountInput; again: boolean },
): Promise<Given> {
  const { userName, projectName, login } = input;
  const given: Given = { password: null, accessKey: null, warnings: [] };
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
      await viaCloud(() => refusingInput(cloud.login.set(userName, wanted)));
      if (login.generate) given.password = password;
    });
  }
  if (input.accessKey) {
    await attempt('access_key', async () => {
      // An earlier attempt may have made the key and lost its secret: a second one would hide that.
      const earlier = again ? await viaCloud(() => cloud.keys.list(userName)) : [];
      if (earlier.length > 0) throw new AppError('upstream_timeout', 'access_key_uncertain');
      given.accessKey = await createAccessKey(ctx, { subAccountId: id });
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
