import { FlaskConical, type LucideIcon, Mountain } from 'lucide-react';
import type { CloudAccount } from './cloud-list.ts';

const icons: Record<CloudAccount['provider'], LucideIcon> = { volcengine: Mountain, sandbox: FlaskConical };

/** A provider at a glance; its name always stands beside it. */
export function ProviderMark({ provider }: { provider: CloudAccount['provider'] }) {
  const Icon = icons[provider];
  return (
    <span className="grid size-9 shrink-0 place-items-center rounded-md border border-line bg-sunken text-soft">
      <Icon aria-hidden className="size-4.5" />
    </span>
  );
}
