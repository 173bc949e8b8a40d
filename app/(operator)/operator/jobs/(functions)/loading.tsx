import { FunctionsWaiting } from '#app/(operator)/operator/jobs/_components/functions-view.tsx';
import { JobsHeader } from '#app/(operator)/operator/jobs/_components/job-tabs.tsx';

export default function JobsLoading() {
  return (
    <div className="space-y-5">
      <JobsHeader current="functions" />
      <FunctionsWaiting />
    </div>
  );
}
