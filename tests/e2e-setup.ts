// One whole AirGate for the browser tests, on a port and a data folder of its own.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAirGate } from './airgate.ts';
import { startMail } from './servers/mail.ts';
import { startOidc } from './servers/oidc.ts';
import { startWebhook } from './servers/webhook.ts';

export default async function setup(): Promise<() => Promise<void>> {
  // The tests run in other processes: what is mailed lies in a folder, a file for each message.
  const mailDir = await mkdtemp(join(tmpdir(), 'airgate-mail-'));
  let count = 0;
  const mail = await startMail((taken) => {
    count += 1;
    void writeFile(join(mailDir, `${String(count).padStart(4, '0')}.json`), JSON.stringify(taken));
  });
  const oidc = await startOidc();
  const webhook = await startWebhook();
  const airgate = await startAirGate({
    SMTP_URL: mail.url,
    AIRGATE_EGRESS_ALLOW: `${oidc.hostPort},${webhook.hostPort}`,
  });
  oidc.serve(`${airgate.url}/api/sso/callback`);
  Object.assign(process.env, {
    AIRGATE_E2E_URL: airgate.url,
    AIRGATE_E2E_EMAIL: airgate.email,
    AIRGATE_E2E_PASSWORD: airgate.password,
    AIRGATE_E2E_SANDBOX_URL: airgate.sandboxUrl,
    AIRGATE_E2E_DATA_DIR: airgate.dataDir,
    AIRGATE_E2E_MAIL_DIR: mailDir,
    AIRGATE_E2E_WEBHOOK_URL: webhook.url,
    AIRGATE_E2E_OIDC: JSON.stringify({
      issuer: oidc.issuer,
      clientId: oidc.clientId,
      clientSecret: oidc.clientSecret,
    }),
  });
  return async () => {
    await airgate.stop();
    await Promise.all([mail.close(), oidc.close(), webhook.close()]);
    await rm(mailDir, { recursive: true, force: true });
  };
}
