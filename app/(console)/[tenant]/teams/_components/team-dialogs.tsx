'use client';
import { lateComponent } from '#components/ui/late-component.tsx';
import type { TeamOut } from '#server/teams/schema.ts';

const CreateTeam = lateComponent(() => import('./create-team.tsx').then((m) => m.CreateTeam));
const DeleteTeam = lateComponent(() => import('./delete-team.tsx').then((m) => m.DeleteTeam));
const MoveTeam = lateComponent(() => import('./move-team.tsx').then((m) => m.MoveTeam));
const RenameTeam = lateComponent(() => import('./rename-team.tsx').then((m) => m.RenameTeam));

/** `create` with the team that the new one stands below, or none. */
export type TeamDialog =
  | { kind: 'create'; team: TeamOut | null }
  | { kind: 'rename' | 'move' | 'delete'; team: TeamOut };

type TeamDialogsProps = {
  dialog: TeamDialog | null;
  onClose: () => void;
  onCreated?: (id: string) => void;
  onDeleted?: () => void;
};

/** Every dialog about a team, for the tree and for the team's own page. */
export function TeamDialogs({ dialog, onClose, onCreated, onDeleted }: TeamDialogsProps) {
  if (!dialog) return null;
  const { kind, team } = dialog;
  if (kind === 'create') {
    const created = onCreated ? { onCreated } : {};
    return <CreateTeam parentId={team?.id ?? null} onClose={onClose} {...created} />;
  }
  if (kind === 'rename') return <RenameTeam team={team} onClose={onClose} />;
  if (kind === 'move') return <MoveTeam team={team} onClose={onClose} />;
  return <DeleteTeam team={team} onClose={onClose} onDeleted={onDeleted} />;
}
