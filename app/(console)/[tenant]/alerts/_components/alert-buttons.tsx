'use client';
import { CheckCheck, Ellipsis, Eye, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { AlertOut } from '#server/alerts/schema.ts';
import { MuteItems } from './mute-items.tsx';
import { type AlertAction, changedBy, useAlertActions } from './use-alert-actions.ts';

const icons: Record<AlertAction, typeof Eye> = { acknowledge: Eye, resolve: CheckCheck, reopen: RotateCcw };
const actions = ['acknowledge', 'resolve', 'reopen'] as const;

/** What can be done with these alerts now, as buttons: for the selection and for the panel. */
export function AlertButtons({ alerts, onDone }: { alerts: readonly AlertOut[]; onDone?: () => void }) {
  const t = useTranslations('alerts.actions');
  const { run, pending } = useAlertActions();
  return (
    <Can permission="alert:update">
      <div className="flex flex-wrap gap-2">
        {actions.map((action) => {
          const count = changedBy(action, alerts).length;
          const Icon = icons[action];
          if (count === 0) return null;
          return (
            <Button
              key={action}
              size="sm"
              disabled={pending}
              onClick={async () => {
                await run(action, alerts);
                onDone?.();
              }}
            >
              <Icon aria-hidden className="size-3.5" />
              {t(action)}
              {alerts.length > 1 ? <span className="text-faint tabular-nums">{count}</span> : null}
            </Button>
          );
        })}
      </div>
    </Can>
  );
}

type AlertMenuProps = { alert: AlertOut; onDetails: () => void; onOnlySubAccount: (() => void) | null };

/** The same behind the three dots of a row. */
export function AlertMenu({ alert, onDetails, onOnlySubAccount }: AlertMenuProps) {
  const t = useTranslations('alerts.actions');
  const table = useTranslations('table');
  const allowed = useCan('alert:update');
  const { run } = useAlertActions();
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={table('rowActions', { name: alert.subject })}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {actions
          .filter((action) => changedBy(action, [alert]).length > 0)
          .map((action) => {
            const Icon = icons[action];
            return (
              <DropdownMenuItem key={action} disabled={!allowed} onSelect={() => void run(action, [alert])}>
                <Icon aria-hidden />
                {t(action)}
              </DropdownMenuItem>
            );
          })}
        <DropdownMenuSeparator />
        <MuteItems alert={alert} />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onDetails}>{t('details')}</DropdownMenuItem>
        {onOnlySubAccount && alert.subAccountName ? (
          <DropdownMenuItem onSelect={onOnlySubAccount}>
            <span className="max-w-60 truncate">{t('onlyThis', { name: alert.subAccountName })}</span>
          </DropdownMenuItem>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
