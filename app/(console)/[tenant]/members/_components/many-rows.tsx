'use client';
import { CircleAlert, CircleCheck, CircleDashed, CircleMinus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { PreviewedRow } from '#server/members/schema.ts';
import type { Invited } from './use-invite-many.ts';

type ManyRowsProps = {
  rows: readonly PreviewedRow[];
  results: ReadonlyMap<string, Invited>;
  /** Whether sending has begun, and whether it is over. */
  sent: boolean;
  over: boolean;
};

/** What would become of each row, and once it is sent what has. */
export function ManyRows({ rows, results, sent, over }: ManyRowsProps) {
  const t = useTranslations('members.many');
  return (
    <Card
      role="region"
      aria-label={t('table')}
      // A region that scrolls has to be reachable by keyboard.
      tabIndex={0}
      className="max-h-[min(26rem,50dvh)] overflow-auto"
    >
      <Table>
        <TableHead>
          <TableRow>
            <TableHeader className="w-14 max-sm:hidden">{t('line')}</TableHeader>
            <TableHeader>{t('email')}</TableHeader>
            <TableHeader className="w-36 max-sm:hidden">{t('role')}</TableHeader>
            <TableHeader className="w-56 max-sm:w-36">{sent ? t('result') : t('state')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.line}>
              <TableCell className="text-faint tabular-nums max-sm:hidden">{row.line}</TableCell>
              <TableCell className="max-w-72 truncate max-sm:max-w-44">{row.email || '—'}</TableCell>
              <TableCell className="max-w-36 truncate max-sm:hidden">{row.roleName || '—'}</TableCell>
              <TableCell>
                <State
                  row={row}
                  result={row.state === 'ready' ? results.get(row.email) : undefined}
                  over={over}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

type StateProps = { row: PreviewedRow; result: Invited | undefined; over: boolean };

const FAULTS: readonly PreviewedRow['state'][] = ['email_invalid', 'role_unknown', 'role_beyond'];

function State({ row, result, over }: StateProps) {
  const t = useTranslations('members.many');
  if (result?.outcome === 'sent') {
    const mail = result.mail ?? 'unconfigured';
    const Icon = mail === 'sent' ? CircleCheck : CircleAlert;
    return (
      <Line icon={<Icon aria-hidden />} tone={mail === 'sent' ? 'text-success' : 'text-warning'}>
        {t(`mail.${mail}`)}
      </Line>
    );
  }
  if (row.state === 'ready' && over && !result) {
    return (
      <Line icon={<CircleAlert aria-hidden />} tone="text-danger">
        {t('notReached')}
      </Line>
    );
  }
  const state = result ? (result.outcome as PreviewedRow['state']) : row.state;
  if (state === 'ready') {
    return (
      <Line icon={<CircleDashed aria-hidden />} tone="text-soft">
        {t('states.ready')}
      </Line>
    );
  }
  const fault = FAULTS.includes(state);
  return (
    <Line
      icon={fault ? <CircleAlert aria-hidden /> : <CircleMinus aria-hidden />}
      tone={fault ? 'text-danger' : 'text-soft'}
    >
      {t(`states.${state}`)}
    </Line>
  );
}

function Line({ icon, tone, children }: { icon: ReactNode; tone: string; children: ReactNode }) {
  return (
    <span className={cn('inline-flex items-center gap-1.5 [&_svg]:size-3.5 [&_svg]:shrink-0', tone)}>
      {icon}
      {children}
    </span>
  );
}
