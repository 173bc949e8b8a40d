import { useMessages, useTranslations } from 'next-intl';
import type { Messages } from '#lib/i18n/messages.ts';

type Words = Messages['audit'];

/** The words of the log; what has none (an entry of an older version) is shown as it was recorded. */
export function useAuditWords() {
  const t = useTranslations('audit');
  const known = useMessages().audit;
  return {
    action: (action: string) => {
      const key = action.replaceAll('.', '_');
      return isKeyOf(known.actions, key) ? t(`actions.${key}`) : action;
    },
    target: (kind: string) => (isKeyOf(known.targets, kind) ? t(`targets.${kind}`) : kind),
    source: (source: string) => (isKeyOf(known.source, source) ? t(`source.${source}`) : source),
    actorKind: (kind: string) => (isKeyOf(known.actorKind, kind) ? t(`actorKind.${kind}`) : kind),
    /** Every kind of thing that an entry can be about. */
    targetKinds: Object.keys(known.targets),
    /** Every door that an entry can have come through. */
    sources: Object.keys(known.source),
  };
}

function isKeyOf<Group extends Words['actions'] | Words['targets'] | Words['source'] | Words['actorKind']>(
  group: Group,
  key: string,
): key is keyof Group & string {
  return Object.hasOwn(group, key);
}
