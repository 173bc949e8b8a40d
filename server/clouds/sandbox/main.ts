/** `npm run sandbox -- [--port N] [--host H] [--state FILE] [--seed N] [--no-throttle] [--demo]` */
import { parseArgs } from 'node:util';
import { type SandboxOptions, startSandbox } from './server.ts';

const DEFAULT_PORT = 4600;

function readOptions(): SandboxOptions {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      state: { type: 'string' },
      seed: { type: 'string' },
      'no-throttle': { type: 'boolean' },
      demo: { type: 'boolean' },
    },
  });
  return {
    port: wholeNumber('--port', values.port) ?? DEFAULT_PORT,
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(values.state === undefined ? {} : { stateFile: values.state }),
    ...(values.seed === undefined ? {} : { seed: wholeNumber('--seed', values.seed) ?? 0 }),
    ...(values['no-throttle'] ? { throttle: false } : {}),
    ...(values.demo ? { demo: true } : {}),
  };
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} takes a whole number, not ${text}`);
  return Number(text);
}

function explain(error: unknown, port: number | undefined): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `port ${port} is already in use; choose another one with --port`;
  return error instanceof Error ? error.message : String(error);
}

let options: SandboxOptions = {};
try {
  options = readOptions();
  const sandbox = await startSandbox(options);
  let closing = false;
  const stop = () => {
    if (closing) return;
    closing = true;
    void sandbox.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Started by another process, it must not outlive it, however that one ends.
  process.on('disconnect', stop);
  const { root } = sandbox;
  console.log(
    `Sandbox cloud at ${sandbox.url} (account ${root.accountId}, access key ${root.accessKeyId}, secret ${root.secretAccessKey})`,
  );
} catch (error) {
  console.error(`Sandbox cloud: ${explain(error, options.port)}`);
  process.exit(1);
}
