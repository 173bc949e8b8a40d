// docs/webhooks.md and the API's document, held against what is really posted.
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventBody } from '#lib/webhook-data.ts';
import { webhookEventTypes } from '#lib/webhook-events.ts';
import { openApiDocument } from '#server/core/openapi.ts';
import { setVariable } from '#tests/environment.ts';
import { startWebhook, type WebhookServer } from '#tests/servers/webhook.ts';
import { read } from '#tests/source-files.ts';
import { testWebhook } from './service/deliver.ts';
import { webhookOperations } from './service/openapi.ts';
import { makeWebhook } from './test-world.ts';

const run = promisify(execFile);
const first = (language: string) =>
  new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'm').exec(read('docs/webhooks.md'))?.[1] ?? '';

let server: WebhookServer;
beforeAll(async () => {
  server = await startWebhook();
  setVariable('AIRGATE_EGRESS_ALLOW', server.hostPort);
});
afterAll(() => server.close());

test('the documented event has the form of its type, to the field', () => {
  const documented = JSON.parse(first('json'));
  expect(eventBody('quota.allocated').parse(documented)).toEqual(documented);
});

test('the documented receiver takes an event as it was posted, and no other text', async () => {
  const { as, webhookId, secret } = await makeWebhook(server, ['*']);
  await testWebhook(as.admin, { webhookId });
  const { headers, body } = server.received.at(-1) ?? { headers: {}, body: '' };
  const file = join(mkdtempSync(join(tmpdir(), 'airgate-event-')), 'receiver.mjs');
  const cases = [body, body.replace('webhook.test', 'tenant.updated')];
  const main = `
const [secret, headers, bodies] = ${JSON.stringify([secret, headers, cases])};
const verdict = (text) => {
  try { return verifyWebhook(secret, headers, text).type; } catch (error) { return error.message; }
};
console.log(JSON.stringify(bodies.map(verdict)));
`;
  writeFileSync(file, first('js') + main);
  const { stdout } = await run(process.execPath, [file]);
  expect(JSON.parse(stdout)).toEqual(['webhook.test', 'This is not from AirGate.']);
});

test('the API document describes every event, with an example that fits', () => {
  const { webhooks } = openApiDocument([], 'https://airgate.example.com', webhookOperations()) as {
    webhooks: Record<
      string,
      { post: { requestBody: { content: { 'application/json': { example: unknown } } } } }
    >;
  };
  expect(Object.keys(webhooks)).toEqual(webhookEventTypes);
  for (const type of webhookEventTypes) {
    const example = webhooks[type]?.post.requestBody.content['application/json'].example;
    expect([type, eventBody(type).safeParse(example).error?.issues]).toEqual([type, undefined]);
  }
});
