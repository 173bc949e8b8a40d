/** A channel's address and secrets as they are kept: encrypted, bound to the channel's id. */

import { urlHint } from '#server/channels/policy.ts';
import type { ChannelConfig, ChannelKind } from '#server/channels/schema.ts';
import { newSigningSecret, type SignedConfig } from '#server/channels/service/signed-post.ts';
import { decrypt, encrypt } from '#server/core/crypto.ts';
import { sealContext } from '#server/core/sealed-columns.ts';

export type StoredConfig = Exclude<ChannelConfig, { kind: 'webhook' }> | ({ kind: 'webhook' } & SignedConfig);

/** The columns that hold a config. */
export function sealed(
  id: string,
  config: StoredConfig,
): { kind: ChannelKind; config: string; hint: string } {
  const hint = config.kind === 'email' ? config.to.join(', ') : urlHint(config.url);
  return { kind: config.kind, config: encrypt(JSON.stringify(config), sealContext.channel(id)), hint };
}

export function opened(row: { id: string; config: string }): StoredConfig {
  return JSON.parse(decrypt(row.config, sealContext.channel(row.id))) as StoredConfig;
}

/** What is kept for what was given: a webhook keeps its secrets when only its address changes. */
export function storedConfig(config: ChannelConfig, before?: StoredConfig): StoredConfig {
  if (config.kind !== 'webhook') return config;
  if (before?.kind === 'webhook') return { ...before, url: config.url };
  return { ...config, secret: newSigningSecret(), previous: [] };
}
