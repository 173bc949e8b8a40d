'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { Ago } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SettingSource } from '#server/settings/schema.ts';
import { type KnownSetting, type Setting, SettingDialog } from './setting-dialog.tsx';
import { useSettingText } from './setting-value.tsx';
import { hasWords, settingGroups, settingWords } from './setting-words.ts';

type SettingListProps = {
  items: readonly Setting[];
  /** Null where it differs from tenant to tenant. */
  currency: string | null;
  /** Whose own values are edited here; only those can be reset. */
  owner: SettingSource;
  permission: string;
  /** Third where a section's heading stands above. */
  headingLevel: 2 | 3;
  /** Both throw what the server said. */
  onSet: (key: string, value: unknown) => Promise<void>;
  onReset: (key: string) => Promise<void>;
};

const tones: Record<SettingSource, BadgeTone> = { default: 'neutral', platform: 'info', tenant: 'accent' };

/** Every setting by group: what holds, whose value it is, and the ways to change it. */
export function SettingList({ items, headingLevel, onSet, ...rest }: SettingListProps) {
  const t = useTranslations('settings');
  const [editing, setEditing] = useState<KnownSetting | null>(null);
  const known = items.filter(isKnown);
  const save = async (setting: KnownSetting, value: unknown) => {
    await onSet(setting.key, value);
    toast.success(t('done.set', { name: t(`items.${settingWords[setting.key].words}.name`) }));
    setEditing(null);
  };
  return (
    <div className="space-y-4">
      {settingGroups.map((group) => (
        <Card key={group}>
          <CardHeader>
            <CardTitle level={headingLevel}>{t(`groups.${group}`)}</CardTitle>
          </CardHeader>
          <ul className="divide-y divide-line">
            {known
              .filter((setting) => settingWords[setting.key].group === group)
              .map((setting) => (
                <SettingRow
                  key={setting.key}
                  setting={setting}
                  onEdit={() => setEditing(setting)}
                  {...rest}
                />
              ))}
          </ul>
        </Card>
      ))}
      {editing ? (
        <SettingDialog
          setting={editing}
          currency={rest.currency}
          onClose={() => setEditing(null)}
          onSave={(value) => save(editing, value)}
        />
      ) : null}
    </div>
  );
}

type SettingRowProps = Omit<SettingListProps, 'items' | 'onSet' | 'headingLevel'> & {
  setting: KnownSetting;
  onEdit: () => void;
};

function SettingRow({ setting, currency, owner, permission, onEdit, onReset }: SettingRowProps) {
  const t = useTranslations('settings');
  const textOf = useSettingText(currency);
  const onError = useToastProblem();
  const [resetting, setResetting] = useState(false);
  const { key, input, value, source, inherited, updatedAt } = setting;
  const name = t(`items.${settingWords[key].words}.name`);
  const back = textOf(key, input, inherited);
  const reset = async () => {
    setResetting(true);
    try {
      await onReset(key);
      toast.success(t('done.reset', { name, value: back }));
    } catch (error) {
      onError(error);
    }
    setResetting(false);
  };
  return (
    <li className="grid gap-x-6 gap-y-3 px-4 py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]">
      <div className="min-w-0 space-y-0.5">
        <p className="font-medium text-ink text-sm">{name}</p>
        <p className="max-w-130 text-pretty text-sm text-soft">
          {t(`items.${settingWords[key].words}.help`)}
        </p>
      </div>
      <div className="flex min-w-0 items-start justify-between gap-3">
        <div className="min-w-0 space-y-1">
          <p className="break-words font-medium text-ink text-sm tabular-nums">{textOf(key, input, value)}</p>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-faint text-xs">
            <Badge tone={tones[source]}>{t(`source.${source}`)}</Badge>
            {updatedAt ? <span>{t.rich('updated', { time: () => <Ago time={updatedAt} /> })}</span> : null}
          </p>
        </div>
        <div className="flex shrink-0 gap-1">
          {source === owner ? (
            <Can permission={permission}>
              <Button
                size="sm"
                variant="ghost"
                aria-label={t('resetName', { name })}
                title={t('resetTo', { value: back })}
                pending={resetting}
                onClick={() => void reset()}
              >
                {t('reset')}
              </Button>
            </Can>
          ) : null}
          <Can permission={permission}>
            <Button size="sm" aria-label={t('editName', { name })} onClick={onEdit}>
              {t('edit')}
            </Button>
          </Can>
        </div>
      </div>
    </li>
  );
}

function isKnown(setting: Setting): setting is KnownSetting {
  return hasWords(setting.key);
}
