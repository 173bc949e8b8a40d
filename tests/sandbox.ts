// A sandbox cloud of a test file's own, over real HTTP, and cloud accounts in it that tenants are connected to.
import type { Cloud, Credential } from '#server/clouds/provider.ts';
import { providerOf } from '#server/clouds/providers.ts';
import { type SandboxControl, sandboxControl } from '#server/clouds/sandbox/control.ts';
import { startSandbox } from '#server/clouds/sandbox/server.ts';
import { connectCloudAccount } from '#server/clouds/service.ts';
import { systemClock } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import type { TestTenant } from './factories.ts';

export interface TestSandbox {
  readonly url: string;
  readonly control: SandboxControl;
  /** Root credential of the sandbox's main account. */
  readonly credential: Credential;
  close(): Promise<void>;
}

/** Starts a sandbox without throttling or lag. Comes first in a test file: the address is read once. */
export async function makeSandbox(): Promise<TestSandbox> {
  const { url, root, close } = await startSandbox({ port: 0, throttle: false });
  process.env.AIRGATE_SANDBOX_URL = url;
  if (env().AIRGATE_SANDBOX_URL !== url)
    throw new Error('makeSandbox() has to come before the first use of env()');
  const credential = { accessKeyId: root.accessKeyId, secretAccessKey: root.secretAccessKey };
  return { url, control: sandboxControl(url), credential, close };
}

export interface ConnectedSandbox {
  readonly cloudAccountId: string;
  /** The account's number in the cloud; the control interface wants it. */
  readonly account: string;
  /** The account as the tenant's credential opens it. */
  readonly cloud: Cloud;
}

/** A fresh account in the sandbox, connected by the tenant's owner. */
export async function connectSandbox(
  { control }: TestSandbox,
  tenant: TestTenant,
  name = 'Sandbox',
): Promise<ConnectedSandbox> {
  const { accountId, ...credential } = await control.createAccount({ name });
  const row = await connectCloudAccount(tenant.as.owner, { provider: 'sandbox', name, ...credential });
  const cloud = providerOf('sandbox', systemClock).open(credential);
  return { cloudAccountId: row.id, account: accountId, cloud };
}
