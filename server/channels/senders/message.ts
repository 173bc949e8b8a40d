import type { Severity } from '#lib/alerts.ts';

/** What a channel is to say; every kind renders it in its own form. Texts are in the tenant's language already. */
export type Message = {
  /** Stable for one delivery, so that a repeat can be recognised where the channel allows. */
  id: string;
  severity: Severity;
  title: string;
  facts: { label: string; value: string }[];
  link: { label: string; url: string } | null;
  footer: string;
};

/** A channel's answer: refusals that repeating cannot cure are final. */
export class ChannelError extends Error {
  readonly final: boolean;
  readonly retryAfterSeconds: number | null;

  constructor(message: string, options: { final: boolean; retryAfterSeconds?: number; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'ChannelError';
    this.final = options.final;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}
