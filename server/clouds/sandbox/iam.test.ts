import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxControl } from './control.ts';
import { type RunningSandbox, startSandbox } from './server.ts';
import { type Reply, signedCaller } from './signed-caller.ts';

let sandbox: RunningSandbox;
let root: ReturnType<typeof signedCaller>;
let made = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ throttle: false });
  root = signedCaller(sandbox.url, sandbox.root);
});
afterAll(() => sandbox.close());

const fresh = (kind: string) => `${kind}-${++made}`;

async function ok(call: Promise<Reply>): Promise<Record<string, unknown>> {
  const reply = await call;
  expect([reply.status, reply.code]).toEqual([200, null]);
  return reply.result;
}

async function newUser(): Promise<string> {
  const name = fresh('user');
  await ok(root('iam', 'CreateUser', { UserName: name }));
  return name;
}

async function newProject(): Promise<string> {
  const name = fresh('project');
  await ok(root('projects', 'CreateProject', { ProjectName: name }));
  return name;
}

type Key = { AccessKeyId: string; SecretAccessKey: string };

async function newKey(user: string) {
  const { AccessKey } = await ok(root('iam', 'CreateAccessKey', { UserName: user }));
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = AccessKey as Key;
  return { accessKeyId, call: signedCaller(sandbox.url, { accessKeyId, secretAccessKey }) };
}

const denyAll = JSON.stringify({ Statement: [{ Effect: 'Deny', Action: ['*'], Resource: ['*'] }] });

async function denyPolicy(document = denyAll): Promise<string> {
  const name = fresh('policy');
  await ok(root('iam', 'CreatePolicy', { PolicyName: name, PolicyDocument: document }));
  return name;
}

const inProject = (user: string, policy: string, ...projects: string[]) => ({
  PrincipalType: 'User',
  PrincipalName: user,
  PolicyType: 'System',
  PolicyName: policy,
  ...Object.fromEntries(projects.map((project, i) => [`ProjectName.${i + 1}`, project])),
});

describe('users and keys', () => {
  test('pages of users together hold every user once', async () => {
    const other = await sandboxControl(sandbox.url).createAccount({ name: 'crowd' });
    await sandboxControl(sandbox.url).bulk({ account: other.accountId, users: 23, keysPerUser: 0 });
    const call = signedCaller(sandbox.url, other);
    const first = await ok(call('iam', 'ListUsers'));
    expect([(first.UserMetadata as unknown[]).length, first.Total]).toEqual([10, 23]);
    const names = new Set<string>();
    for (const Offset of [0, 10, 20]) {
      const { UserMetadata } = await ok(call('iam', 'ListUsers', { Limit: 10, Offset }));
      for (const user of UserMetadata as { UserName: string }[]) names.add(user.UserName);
    }
    expect(names.size).toBe(23);
  });

  test('a third key is refused, and a key must be inactive before it is deleted', async () => {
    const user = await newUser();
    const { accessKeyId } = await newKey(user);
    await newKey(user);
    const third = await root('iam', 'CreateAccessKey', { UserName: user });
    expect([third.status, third.code]).toEqual([409, 'AccessKeyLimitExceeded']);
    const names = { UserName: user, AccessKeyId: accessKeyId };
    expect((await root('iam', 'DeleteAccessKey', names)).code).toBe('AccessKeyDeleteConflict');
    await ok(root('iam', 'UpdateAccessKey', { ...names, Status: 'inactive' }));
    await ok(root('iam', 'DeleteAccessKey', names));
    await newKey(user);
  });

  test('without a user name a key is made for the caller', async () => {
    const user = await newUser();
    const { call } = await newKey(user);
    await ok(
      root('iam', 'AttachUserPolicy', { UserName: user, PolicyName: 'IAMFullAccess', PolicyType: 'System' }),
    );
    const { AccessKey } = await ok(call('iam', 'CreateAccessKey'));
    expect(AccessKey).toMatchObject({ UserName: user, Status: 'active' });
  });

  test('an inactive key is not let in, and the last use of a key is remembered', async () => {
    const user = await newUser();
    const { accessKeyId, call } = await newKey(user);
    await ok(call('sts', 'GetCallerIdentity', {}, { post: true }));
    const { AccessKeyLastUsed } = await ok(root('iam', 'GetAccessKeyLastUsed', { AccessKeyId: accessKeyId }));
    expect(AccessKeyLastUsed).toMatchObject({ Service: 'sts', Region: 'cn-beijing' });
    await ok(
      root('iam', 'UpdateAccessKey', { UserName: user, AccessKeyId: accessKeyId, Status: 'inactive' }),
    );
    const refused = await call('sts', 'GetCallerIdentity', {}, { post: true });
    expect([refused.status, refused.code]).toEqual([401, 'InvalidAccessKey']);
  });

  test('a user with anything left is not deleted', async () => {
    const user = await newUser();
    const { accessKeyId } = await newKey(user);
    const remove = async () => (await root('iam', 'DeleteUser', { UserName: user })).code;
    expect(await remove()).toBe('UserDeleteConflictWithAccessKey');
    await ok(root('iam', 'UpdateAccessKey', { AccessKeyId: accessKeyId, Status: 'inactive' }));
    await ok(root('iam', 'DeleteAccessKey', { AccessKeyId: accessKeyId }));
    await ok(
      root('iam', 'CreateLoginProfile', { UserName: user, Password: 'Correct-horse-1' }, { post: true }),
    );
    expect(await remove()).toBe('UserDeleteConflictWithLoginProfile');
    await ok(root('iam', 'DeleteLoginProfile', { UserName: user }));
    await ok(
      root('iam', 'AttachUserPolicy', { UserName: user, PolicyName: 'TOSFullAccess', PolicyType: 'System' }),
    );
    expect(await remove()).toBe('UserDeleteConflictWithPolicy');
    await ok(
      root('iam', 'DetachUserPolicy', { UserName: user, PolicyName: 'TOSFullAccess', PolicyType: 'System' }),
    );
    expect(await remove()).toBeNull();
    expect((await root('iam', 'GetUser', { UserName: user })).code).toBe('UserNotExist');
  });

  test('logins keep to the password policy and switch off and on', async () => {
    const UserName = await newUser();
    const weak = await root('iam', 'CreateLoginProfile', { UserName, Password: 'short' }, { post: true });
    expect(weak.code).toBe('InvalidPassword');
    expect((await root('iam', 'GetLoginProfile', { UserName })).code).toBe('LoginProfileNotExist');
    await ok(root('iam', 'CreateLoginProfile', { UserName, Password: 'Correct-horse-1' }, { post: true }));
    expect((await ok(root('iam', 'GetLoginProfile', { UserName }))).LoginProfile).toMatchObject({
      LoginAllowed: false,
    });
    await ok(root('iam', 'UpdateLoginProfile', { UserName, LoginAllowed: true }, { post: true }));
    expect((await ok(root('iam', 'GetLoginProfile', { UserName }))).LoginProfile).toMatchObject({
      LoginAllowed: true,
    });
  });
});

describe('permissions', () => {
  test('a grant inside a project opens that project and no other', async () => {
    const [user, mine, other] = [await newUser(), await newProject(), await newProject()];
    const { call } = await newKey(user);
    expect((await call('ark', 'ListEndpoints', { ProjectName: mine })).code).toBe('AccessDenied');
    await ok(root('projects', 'AttachPolicyInProject', inProject(user, 'ArkFullAccess', mine)));
    await ok(call('ark', 'ListEndpoints', { ProjectName: mine }));
    expect((await call('ark', 'ListEndpoints', { ProjectName: other })).code).toBe('AccessDenied');
    expect((await call('ark', 'ListEndpoints')).code).toBe('AccessDenied');
    expect((await call('iam', 'ListUsers')).code).toBe('AccessDenied');
  });

  test('a resource named by its id stands for its project', async () => {
    const [user, mine, other] = [await newUser(), await newProject(), await newProject()];
    const { call } = await newKey(user);
    await ok(root('projects', 'AttachPolicyInProject', inProject(user, 'ArkFullAccess', mine)));
    const control = sandboxControl(sandbox.url);
    const [own, foreign] = [
      await control.createArkKey({ project: mine }),
      await control.createArkKey({ project: other }),
    ];
    await ok(call('ark', 'UpdateApiKey', { Id: own.id, Status: 'Inactive' }));
    expect((await call('ark', 'UpdateApiKey', { Id: foreign.id, Status: 'Inactive' })).code).toBe(
      'AccessDenied',
    );
  });

  test('a deny policy cuts off what other policies allow, until it is detached', async () => {
    const [user, project, deny] = [await newUser(), await newProject(), await denyPolicy()];
    const { call } = await newKey(user);
    await ok(root('projects', 'AttachPolicyInProject', inProject(user, 'ArkFullAccess', project)));
    await ok(
      root('iam', 'AttachUserPolicy', {
        UserName: user,
        PolicyName: 'AdministratorAccess',
        PolicyType: 'System',
      }),
    );
    await ok(call('ark', 'ListEndpoints', { ProjectName: project }));
    const custom = { UserName: user, PolicyName: deny, PolicyType: 'Custom' };
    await ok(root('iam', 'AttachUserPolicy', custom));
    const refused = await call('ark', 'ListEndpoints', { ProjectName: project });
    expect([refused.status, refused.code, refused.codeN]).toEqual([403, 'AccessDenied', 100013]);
    await ok(root('iam', 'DetachUserPolicy', custom));
    await ok(call('ark', 'ListEndpoints', { ProjectName: project }));
  });

  test('a group lends its policies to its members, and its denials too', async () => {
    const [user, deny] = [await newUser(), await denyPolicy(denyAll.replace('"*"', '"iam:Delete*"'))];
    const { call } = await newKey(user);
    const UserGroupName = fresh('group');
    await ok(root('iam', 'CreateGroup', { UserGroupName }));
    await ok(
      root('iam', 'AttachUserGroupPolicy', {
        UserGroupName,
        PolicyName: 'IAMFullAccess',
        PolicyType: 'System',
      }),
    );
    await ok(root('iam', 'AttachUserGroupPolicy', { UserGroupName, PolicyName: deny, PolicyType: 'Custom' }));
    expect((await call('iam', 'ListUsers')).code).toBe('AccessDenied');
    await ok(root('iam', 'AddUserToGroup', { UserGroupName, UserName: user }));
    await ok(call('iam', 'ListUsers'));
    expect((await call('iam', 'DeleteUser', { UserName: user })).code).toBe('AccessDenied');
    expect((await ok(root('iam', 'ListGroupsForUser', { UserName: user }))).UserGroups).toMatchObject([
      { UserGroupName },
    ]);
    await ok(root('iam', 'RemoveUserFromGroup', { UserGroupName, UserName: user }));
    expect((await call('iam', 'ListUsers')).code).toBe('AccessDenied');
  });

  test('attachments are listed with every place they hold in', async () => {
    const [user, a, b] = [await newUser(), await newProject(), await newProject()];
    await ok(root('projects', 'AttachPolicyInProject', inProject(user, 'ArkFullAccess', a, b)));
    await ok(
      root('iam', 'AttachUserPolicy', { UserName: user, PolicyName: 'ArkFullAccess', PolicyType: 'System' }),
    );
    const { AttachedPolicyMetadata } = await ok(root('iam', 'ListAttachedUserPolicies', { UserName: user }));
    expect(AttachedPolicyMetadata).toMatchObject([
      {
        PolicyName: 'ArkFullAccess',
        PolicyScope: [
          { PolicyScopeType: 'Project', ProjectName: a },
          { PolicyScopeType: 'Project', ProjectName: b },
          { PolicyScopeType: 'Global' },
        ],
      },
    ]);
    const again = await root('projects', 'AttachPolicyInProject', inProject(user, 'ArkFullAccess', a));
    expect([again.status, again.code]).toEqual([409, 'PolicyAttachmentAlreadyExist']);
    await ok(root('projects', 'DetachPolicyInProject', inProject(user, 'ArkFullAccess', a)));
    const gone = await root('projects', 'DetachPolicyInProject', inProject(user, 'ArkFullAccess', a));
    expect([gone.status, gone.code]).toEqual([404, 'PolicyAttachmentNotExist']);
    const { ProjectUsers } = await ok(
      root('projects', 'ListProjectIdentities', { ProjectName: b, IdentityType: 'User' }),
    );
    expect(ProjectUsers).toMatchObject([{ UserName: user, Policy: [{ PolicyName: 'ArkFullAccess' }] }]);
  });

  test('one call attaches in at most ten projects', async () => {
    const user = await newUser();
    const projects = await Promise.all(Array.from({ length: 11 }, newProject));
    const reply = await root(
      'projects',
      'AttachPolicyInProject',
      inProject(user, 'ArkFullAccess', ...projects),
    );
    expect(reply.code).toBe('InvalidParameter');
    expect(
      (await ok(root('iam', 'ListAttachedUserPolicies', { UserName: user }))).AttachedPolicyMetadata,
    ).toEqual([]);
  });

  test('the catalogue and custom policies are listed, and an attached one is not deleted', async () => {
    const [user, policy] = [await newUser(), await denyPolicy()];
    const { PolicyMetadata, Total } = await ok(root('iam', 'ListPolicies', { Scope: 'System', Limit: 100 }));
    expect((PolicyMetadata as unknown[]).length).toBe(Total);
    expect(PolicyMetadata).toContainEqual(
      expect.objectContaining({ PolicyName: 'ArkFullAccess', PolicyType: 'System' }),
    );
    await ok(root('iam', 'AttachUserPolicy', { UserName: user, PolicyName: policy, PolicyType: 'Custom' }));
    expect((await root('iam', 'DeletePolicy', { PolicyName: policy })).code).toBe('PolicyDeleteConflict');
    const { PolicyUsers } = await ok(
      root('iam', 'ListEntitiesForPolicy', { PolicyName: policy, PolicyType: 'Custom' }),
    );
    expect(PolicyUsers).toMatchObject([{ UserName: user, PolicyScope: [{ PolicyScopeType: 'Global' }] }]);
    const bad = await root('iam', 'CreatePolicy', {
      PolicyName: fresh('policy'),
      PolicyDocument: '{"Statement":[]}',
    });
    expect(bad.code).toBe('InvalidPolicyDocument');
  });
});

test('accounts do not see each other', async () => {
  const user = await newUser();
  const other = signedCaller(sandbox.url, await sandboxControl(sandbox.url).createAccount());
  expect((await ok(other('iam', 'ListUsers'))).Total).toBe(0);
  expect((await other('iam', 'GetUser', { UserName: user })).code).toBe('UserNotExist');
});
