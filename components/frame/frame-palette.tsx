'use client';
import { CommandPalette } from './command-palette.tsx';
import { useFrameCommands } from './frame-commands.tsx';
import type { PaletteEntry, PaletteSearch } from './palette-entry.ts';
import type { PaletteProps } from './types.ts';

type FramePaletteProps = PaletteProps & {
  commands?: readonly PaletteEntry[];
  /** Finds things by name while the person types. */
  search?: PaletteSearch;
};

/** The palette with what can be done here, where one can go, and what can be done everywhere. */
export function FramePalette({ commands = [], pages, search, ...props }: FramePaletteProps) {
  const everywhere = useFrameCommands(props);
  return (
    <CommandPalette
      area={props.area}
      open={props.open}
      onOpenChange={props.onOpenChange}
      entries={[...commands, ...pages, ...everywhere]}
      search={search}
    />
  );
}
