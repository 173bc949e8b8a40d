import { Skeleton } from '#components/ui/skeleton.tsx';

/** The tree's own shape, some levels deep. */
const LEVELS = [0, 1, 2, 2, 1, 0, 1, 1];

export function TeamsWaiting() {
  return (
    <div aria-busy="true" className="space-y-3">
      <Skeleton className="h-8 w-64 max-sm:w-full" />
      <div className="divide-y divide-line rounded-lg border border-line bg-surface">
        {LEVELS.map((level, place) => (
          <div
            key={`${level} ${LEVELS.slice(0, place).join('')}`}
            className="flex h-11 items-center justify-between gap-4 px-4"
            style={{ paddingInlineStart: `${16 + level * 20}px` }}
          >
            <Skeleton className="h-4 w-36" />
            <Skeleton className="h-4 w-64 max-md:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}
