import { Skeleton } from '#components/ui/skeleton.tsx';

export default function WebhookFormLoading() {
  return (
    <div aria-busy className="mx-auto max-w-300 space-y-5">
      <Skeleton className="h-7 w-40" />
      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <Skeleton className="h-140 w-full rounded-lg" />
        <Skeleton className="h-100 w-full rounded-lg" />
      </div>
    </div>
  );
}
