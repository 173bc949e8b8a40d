// What a conformance scenario is: functions, what is sent to them, and what they must have seen in the end.
import assert from 'node:assert/strict';
import type { Inngest, InngestFunction } from 'inngest';

/** What the functions of a scenario say they did, in order; the only thing that expectations may look at. */
export interface Journal {
  note(what: string): void;
  /** Everything so far, or what starts with some text. */
  list(prefix?: string): string[];
  /** Seconds between two notes, in the time of the executor under test. */
  between(first: string, second: string): number;
}

/** The executor under test, as far as a scenario may know it. */
export interface Bench {
  readonly journal: Journal;
  send(...events: { name: string; id?: string; data?: Record<string, unknown> }[]): Promise<void>;
  /** Waits in real time. */
  until(condition: () => boolean, seconds?: number): Promise<void>;
  /** Waits for something that is due within some seconds, which the bench may let pass faster. */
  later(condition: () => boolean, seconds: number): Promise<void>;
  /** Waits until whatever was sent has had its effect, for expectations that something does not happen. */
  settle(seconds?: number): Promise<void>;
}

export interface Scenario {
  /** Also the prefix of its functions and events, and the name of its recorded traffic. */
  readonly name: string;
  readonly about: string;
  functions(client: Inngest, journal: Journal): InngestFunction.Any[];
  run(bench: Bench): Promise<void>;
}

export function createJournal(now: () => number): Journal {
  const notes: { what: string; at: number }[] = [];
  const timeOf = (what: string) => {
    const found = notes.find((note) => note.what === what);
    assert.ok(found, `nobody noted "${what}"; there is: ${notes.map((note) => note.what).join(', ')}`);
    return found.at;
  };
  return {
    note: (what) => {
      notes.push({ what, at: now() });
    },
    list: (prefix = '') => notes.map(({ what }) => what).filter((what) => what.startsWith(prefix)),
    between: (first, second) => (timeOf(second) - timeOf(first)) / 1000,
  };
}

/** Fails unless the journal holds just this, in this order. */
export function expectNotes({ journal }: Bench, expected: string[], prefix = ''): void {
  assert.deepEqual(journal.list(prefix), expected);
}

/** The same for what happens side by side. */
export function expectNotesInAnyOrder({ journal }: Bench, expected: string[], prefix = ''): void {
  assert.deepEqual(journal.list(prefix).sort(), expected.toSorted());
}

export function expectSeconds(seconds: number, least: number, most: number): void {
  assert.ok(seconds >= least && seconds <= most, `${seconds} s are not between ${least} and ${most}`);
}
