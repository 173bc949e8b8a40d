import { Skeleton } from '#components/ui/skeleton.tsx';

export default function ChannelsLoading() {
  return (
    <div aria-busy="true" className="space-y-5">
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-9 w-60" />
      <Skeleton className="h-64 w-full rounded-lg" />
    </div>
  );
}
