/** How hard a password is to guess, by zxcvbn (Wheeler, USENIX Security 2016): dictionaries, names, patterns, dates. */
import { AppError, type ErrorReason } from '#lib/errors.ts';

/** Of 0 to 4: at least 10^8 guesses. */
const ENOUGH = 3;

type Checker = {
  check(password: string, own: string[]): { score: number; feedback: { warning: string | null } };
};
let checker: Promise<Checker> | undefined;

/** The dictionaries weigh some 60 MB, so they come with the first password that is chosen. */
function loadChecker(): Promise<Checker> {
  checker ??= Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]).then(([{ ZxcvbnFactory }, common, english]) => {
    const dictionary = { ...common.dictionary, ...english.dictionary };
    return new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs });
  });
  return checker;
}

/** What the library calls a weakness, in our words; anything else is just weak. */
const WHY: Record<string, ErrorReason> = {
  userInputs: 'password_personal',
  topTen: 'password_common',
  topHundred: 'password_common',
  common: 'password_common',
  similarToCommon: 'password_common',
};

/**
 * Throws `password_weak`, `password_common` or `password_personal` on the field `password` (or `field`) for one that is
 * guessed too easily. `own` are words that belong to the person: mailbox, name.
 */
export async function assertStrong(password: string, own: string[], field = 'password'): Promise<void> {
  const words = own.flatMap((text) => [text, ...text.split(/[\s@.]+/)]).filter((word) => word.length > 2);
  const { score, feedback } = (await loadChecker()).check(password, words);
  if (score >= ENOUGH) return;
  const reason = WHY[feedback.warning ?? ''] ?? 'password_weak';
  throw new AppError('invalid_input', reason, { fields: [{ path: field, message: reason }] });
}
