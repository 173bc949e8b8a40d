'use client';
import { FramePalette } from '#components/frame/frame-palette.tsx';
import type { PaletteProps } from '#components/frame/types.ts';
import type { RoleName } from '#lib/permissions.ts';
import { useCommands } from './use-commands.tsx';
import { useRecordSearch } from './use-record-search.tsx';

type ConsolePaletteProps = PaletteProps & {
  permissions: readonly string[];
  /** The reader's own. */
  role: RoleName;
};

/** The palette of a tenant: its commands, and its records by name. */
export function ConsolePalette({ permissions, role, ...props }: ConsolePaletteProps) {
  const { commands, dialogs } = useCommands(permissions, role);
  return (
    <>
      <FramePalette {...props} commands={commands} search={useRecordSearch()} />
      {dialogs}
    </>
  );
}
