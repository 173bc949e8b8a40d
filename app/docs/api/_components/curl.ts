import type { Operation } from './reference.ts';

/** A call that works once `AIRGATE_URL` and `AIRGATE_KEY` are set and the ids in the address are one's own. */
export function curlOf({ method, path, body }: Operation): string {
  const address = `"$AIRGATE_URL${path.replace(/\{(\w+)\}/g, (_, name: string) => `$${variable(name)}`)}"`;
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${address}`,
    `-H "Authorization: Bearer $AIRGATE_KEY"`,
    ...(method === 'GET' ? [] : ['-H "Idempotency-Key: $(uuidgen)"']),
    ...(body ? ['-H "Content-Type: application/json"', `-d '${body.replaceAll("'", "'\\''")}'`] : []),
  ];
  return lines.join(' \\\n  ');
}

/** `subAccountId` as a shell names it: `SUB_ACCOUNT_ID`. */
const variable = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
