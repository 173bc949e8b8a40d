import type { Severity } from '#lib/alerts.ts';
import type { ChannelFault } from '#server/channels/schema.ts';

/** What a channel is to say; every kind renders it in its own form. Texts are in the tenant's language already. */
export type Message = {
  /** Stable for one delivery, so that a repeat can be recognised where the channel allows. */
  id: string;
  severity: Severity;
  title: string;
  facts: { label: string; value: string }[];
  link: { label: string; url: string } | null;
  footer: string;
  /** The same for programs. */
  event: {
    type: string;
    occurredAt: Date;
    subject: string;
    tenant: { id: string; slug: string; name: string };
    alertId: string | null;
    subAccount: { id: string; name: string } | null;
    cloudAccountId: string | null;
    /** Plain JSON; amounts as decimal strings. */
    details: Record<string, unknown>;
  };
};

/** What the other side said, where it said anything. */
export type Report = { status: number | null; answer: string | null };

export const NOTHING_SAID: Report = { status: null, answer: null };

type Refusal = {
  fault: ChannelFault;
  /** Repeating cannot cure it. */
  final: boolean;
  report?: Report;
  retryAfterSeconds?: number | null;
  cause?: unknown;
};

/** A message that was not taken, and why; the text is short and names no address. */
export class ChannelError extends Error {
  readonly fault: ChannelFault;
  readonly final: boolean;
  readonly report: Report;
  readonly retryAfterSeconds: number | null;

  constructor(message: string, { fault, final, report, retryAfterSeconds, cause }: Refusal) {
    super(message, { cause });
    this.name = 'ChannelError';
    this.fault = fault;
    this.final = final;
    this.report = report ?? NOTHING_SAID;
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }
}
