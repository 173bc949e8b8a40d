import { FlaskConical, type LucideIcon, Mountain } from 'lucide-react';
import type { CloudAccount } from './cloud-list.ts';

const icons: Record<CloudAccount['provider'], LucideIcon> = { volcengine: Mountain, sandbox: FlaskConical };

/** The bare sign, for rows of a list. */
export function ProviderIcon({ provider }: { provider: CloudAccount['provider'] }) {
  const Icon = icons[provider];
  return <Icon aria-hidden className="size-4 shrink-0 text-faint" />;
}

/** A provider at a glance; its name always stands beside it. */
export function ProviderMark({ provider }: { provider: CloudAccount['provider'] }) {
  const Icon = icons[provider];
  return (
    <span className="grid size-9 shrink-0 place-items-center rounded-md border border-line bg-sunken text-soft">
      <Icon aria-hidden className="size-4.5" />
    </span>
  );
}
