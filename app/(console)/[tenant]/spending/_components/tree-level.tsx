'use client';
import { ReceiptText } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Fragment, type ReactNode, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatDay } from '#lib/i18n/format.ts';
import { placeOf } from './open-rows.ts';
import { addressOf, type Dimension, filterOf, MOST_NAMES, type SpendingFilters } from './spending-table.ts';
import { TreeRow } from './tree-row.tsx';
import { useBreakdown, useDays } from './use-figures.ts';
import type { OpenRows } from './use-open-rows.ts';
import type { SpendingState } from './use-spending-state.ts';
import { useNameOf } from './use-words.ts';

export type Step = Dimension | 'day';

type TreeLevelProps = {
  state: SpendingState;
  /** This level and those below it. */
  steps: readonly [Step, ...Step[]];
  /** What the rows above leave. */
  filters: SpendingFilters;
  /** Of the whole page, for the shares. */
  total: string;
  /** What the address has to say to show the row above alone. */
  path: Readonly<Record<string, string>>;
  level: number;
  /** Where the row above stands in the tree; null above the first level. */
  place: string | null;
  /** Which rows of the whole tree are open. */
  open: OpenRows;
};

/** The rows of one level, read when the row above is opened. */
export function TreeLevel(props: TreeLevelProps) {
  const [step] = props.steps;
  return step === 'day' ? <DayRows {...props} /> : <NamedRows {...props} by={step} />;
}

const AT_MOST = 500;
/** Rows that are shown before anybody asks for more; further levels stay short. */
const FIRST = [25, 10] as const;

function NamedRows({ by, ...props }: TreeLevelProps & { by: Dimension }) {
  const { state, steps, filters, total, path, level } = props;
  const t = useTranslations('spending.list');
  const nameOf = useNameOf();
  const [limit, setLimit] = useState(MOST_NAMES);
  // Inside of one day there are no days before to compare with.
  const before = filters.from !== undefined && filters.from === filters.to && level > 0 ? null : state.before;
  const answer = useBreakdown({ filters, before, by }, limit);
  if (answer.isError && !answer.data) {
    return (
      <Whole state={state}>
        <ProblemPanel error={answer.error} onRetry={() => void answer.refetch()} className="m-3" />
      </Whole>
    );
  }
  if (!answer.data) return <Waiting state={state} level={level} />;
  const { items, rest } = answer.data;
  if (items.length === 0 && level === 0)
    return (
      <Whole state={state}>
        <NoSpending state={state} />
      </Whole>
    );
  return (
    <>
      <Rows
        {...props}
        rows={items.map((item) => ({
          id: item.id,
          name: nameOf(by, item.name),
          nameless: item.name === '',
          amount: item.amount,
          before: item.before,
          bills: item.rows,
          filters: { ...filters, ...filterOf(by, item.id) },
          path: { ...path, ...addressOf(by, item.id) },
          href: state.drill({ ...path, ...addressOf(by, item.id), ...nextGroup(steps) }),
        }))}
        total={total}
      />
      {rest.count > 0 ? (
        <TreeRow
          name={t('others', { count: rest.count })}
          muted
          amount={rest.amount}
          before={rest.before}
          total={total}
          level={level}
          compared={state.before !== null}
          action={
            limit < AT_MOST ? (
              <Button
                variant="link"
                size="inline"
                pending={answer.isFetching}
                onClick={() => setLimit(Math.min(AT_MOST, limit + MOST_NAMES))}
              >
                {t('more')}
              </Button>
            ) : (
              <span className="text-faint text-xs">{t('exportAll')}</span>
            )
          }
        />
      ) : null}
    </>
  );
}

/** Below what is chosen, the page shows what comes next in this tree. */
function nextGroup([, next]: readonly Step[]): Record<string, string> {
  return next ? { group: next } : {};
}

function DayRows(props: TreeLevelProps) {
  const { state, filters, path, level } = props;
  const locale = useLocale();
  const answer = useDays(
    filters,
    { from: filters.from ?? state.range.from, to: filters.to ?? state.range.to },
    0,
  );
  if (answer.isError && !answer.data) {
    return (
      <Whole state={state}>
        <ProblemPanel error={answer.error} onRetry={() => void answer.refetch()} className="m-3" />
      </Whole>
    );
  }
  if (!answer.data) return <Waiting state={state} level={level} />;
  const days = answer.data.days.filter(({ rows }) => rows > 0).toReversed();
  if (days.length === 0 && level === 0)
    return (
      <Whole state={state}>
        <NoSpending state={state} />
      </Whole>
    );
  return (
    <Rows
      {...props}
      rows={days.map(({ day, amount, rows }) => ({
        id: day,
        name: formatDay(locale, day, 'weekDay'),
        nameless: false,
        amount,
        before: null,
        bills: rows,
        filters: { ...filters, from: day, to: day },
        path,
        ...(level === 0 ? { onPick: () => state.pick(day) } : {}),
      }))}
    />
  );
}

type Row = {
  id: string;
  name: string;
  nameless: boolean;
  amount: string;
  before: string | null;
  bills: number;
  filters: SpendingFilters;
  path: Readonly<Record<string, string>>;
  href?: string;
  onPick?: () => void;
};

function Rows({ state, steps, total, level, place, open, rows }: TreeLevelProps & { rows: readonly Row[] }) {
  const t = useTranslations('spending.list');
  const [asked, setAsked] = useState(false);
  const first = FIRST[level] ?? FIRST[1];
  // An open row is never behind the button.
  const whole = asked || rows.slice(first).some(({ id }) => open.has(placeOf(place, id)));
  const shown = whole || rows.length <= first + 3 ? rows : rows.slice(0, first);
  const [, next, ...further] = steps;
  const drawn = shown.map(({ id, name, nameless, amount, before, bills, filters, path, href, onPick }) => {
    const here = placeOf(place, id);
    return (
      <Fragment key={id}>
        <TreeRow
          name={name}
          muted={nameless}
          amount={amount}
          before={before}
          bills={bills}
          total={total}
          level={level}
          compared={state.before !== null}
          href={href}
          onPick={onPick}
          {...(next ? { open: open.has(here), onToggle: () => open.toggle(here) } : {})}
        />
        {next && open.has(here) ? (
          <TreeLevel
            state={state}
            steps={[next, ...further]}
            filters={filters}
            total={total}
            path={path}
            level={level + 1}
            place={here}
            open={open}
          />
        ) : null}
      </Fragment>
    );
  });
  return (
    <>
      {drawn}
      {shown.length < rows.length ? (
        <Whole state={state} inside={level > 0}>
          <Button
            variant="ghost"
            className="my-1"
            style={{ marginLeft: 36 + level * 22 }}
            onClick={() => setAsked(true)}
          >
            {t('showAll', { count: rows.length })}
          </Button>
        </Whole>
      ) : null}
    </>
  );
}

/** One cell over the whole width. */
function Whole({ state, inside, children }: { state: SpendingState; inside?: boolean; children: ReactNode }) {
  return (
    <tr className={inside ? 'border-line border-b bg-sunken' : undefined}>
      <td colSpan={state.before ? 5 : 4}>{children}</td>
    </tr>
  );
}

function Waiting({ state, level }: { state: SpendingState; level: number }) {
  const lines = level === 0 ? ['a', 'b', 'c', 'd', 'e', 'f'] : ['a'];
  return lines.map((line) => (
    <Whole key={line} state={state}>
      <div
        aria-busy
        className="flex h-10 items-center justify-between px-4"
        style={{ paddingLeft: 16 + level * 24 }}
      >
        <Skeleton className="h-3 w-40" />
        <Skeleton className="h-3 w-24" />
      </div>
    </Whole>
  ));
}

function NoSpending({ state }: { state: SpendingState }) {
  const t = useTranslations('spending.empty');
  const words = useTranslations('table');
  const filtered = Object.keys(state.table.state.filters).length > 0;
  return (
    <EmptyState
      icon={<ReceiptText />}
      title={filtered ? t('filtered') : t('title')}
      action={filtered ? <Button onClick={state.table.clear}>{words('clearFilters')}</Button> : null}
    >
      {filtered ? t('filteredBody') : t('body')}
    </EmptyState>
  );
}
