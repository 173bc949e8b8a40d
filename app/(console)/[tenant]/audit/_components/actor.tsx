import { Cog, KeyRound, type LucideIcon, ShieldHalf, UserRound } from 'lucide-react';
import { cn } from '#components/ui/cn.ts';
import { useAuditWords } from './action-words.ts';
import type { AuditEntry } from './audit-table.ts';

const icons: Record<string, LucideIcon> = {
  user: UserRound,
  key: KeyRound,
  system: Cog,
  operator: ShieldHalf,
};

/** Who did it, with a mark that tells people from keys and jobs; who is not of this tenant is named as such. */
export function Actor({ actor, className }: { actor: AuditEntry['actor']; className?: string }) {
  const words = useAuditWords();
  const Icon = icons[actor.kind] ?? UserRound;
  const kind = words.actorKind(actor.kind);
  return (
    <span title={kind} className={cn('inline-flex min-w-0 items-center gap-1.5 align-middle', className)}>
      <Icon aria-hidden className="size-3.5 shrink-0 text-faint" />
      <span className="sr-only">{kind} </span>
      <span className="min-w-0 break-words">{actor.name}</span>
      {actor.kind === 'operator' ? (
        <span aria-hidden className="shrink-0 whitespace-nowrap text-faint text-xs">
          {kind}
        </span>
      ) : null}
    </span>
  );
}
