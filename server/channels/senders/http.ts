/** Posts for channels that speak HTTP, through the guarded way out. */

import { EgressError, egress } from '#server/core/egress.ts';
import { maskText } from '#server/core/mask.ts';
import { ChannelError, type Report } from './message.ts';

const KEPT_CHARACTERS = 1_000;
/** Nobody waits longer than this, whatever the other side asks for. */
const LONGEST_WAIT_SECONDS = 3_600;

type Posted = { report: Report & { status: number }; text: string; retryAfterSeconds: number | null };

/** Posts JSON and returns the answer, whatever its status; throws `ChannelError` when there is none. */
export async function postJson(
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Posted> {
  try {
    const { status, text, retryAfterSeconds } = await egress().post(url, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'AirGate-Webhooks/1',
        ...headers,
      },
      body,
    });
    return {
      report: { status, answer: beginning(maskText(text)) },
      text,
      retryAfterSeconds:
        retryAfterSeconds === null ? null : Math.min(retryAfterSeconds, LONGEST_WAIT_SECONDS),
    };
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    const { fault } = error;
    throw new ChannelError(error.message, {
      fault,
      final: fault === 'address' || fault === 'blocked',
      cause: error,
    });
  }
}

/** What of an answer is kept; the database takes no zero characters and no halves of one. */
function beginning(text: string): string | null {
  return text.replaceAll('\0', '').slice(0, KEPT_CHARACTERS).toWellFormed().trim() || null;
}
