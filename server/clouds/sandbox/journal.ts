/** The journal file: one command per line, on disk before the change is answered. */
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command, CommandBodies, CommandType } from './commands.ts';

export type Journal = {
  append<T extends CommandType>(type: T, body: CommandBodies[T], at: number): void;
  close(): void;
};

/**
 * Opens a journal and hands every whole line to `replay`. A last line without its end was never answered: it is cut off.
 * Throws when the file is unreadable or an earlier line is damaged.
 */
export function openJournal(file: string, replay: (command: Command) => void): Journal {
  mkdirSync(dirname(file), { recursive: true });
  const content = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const whole = content.lastIndexOf(0x0a) + 1;
  const lines = content.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
  for (const [index, line] of lines.entries()) {
    try {
      replay(JSON.parse(line) as Command);
    } catch (cause) {
      throw new Error(`${file}: line ${index + 1} cannot be replayed`, { cause });
    }
  }
  const handle = openSync(file, 'a', 0o600);
  if (whole < content.length) ftruncateSync(handle, whole);
  let isOpen = true;
  return {
    append: (type, body, at) => {
      // A closed handle's number may already belong to another file.
      if (!isOpen) throw new Error(`${file} is closed`);
      writeSync(handle, `${JSON.stringify({ type, at, body })}\n`);
    },
    close: () => {
      if (isOpen) closeSync(handle);
      isOpen = false;
    },
  };
}
