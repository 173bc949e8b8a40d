import { FunctionsWaiting } from '#app/(operator)/operator/jobs/_components/functions-view.tsx';
import { JobsHeader } from '#app/(operator)/operator/jobs/_components/job-tabs.tsx';

export default function DeadLettersLoading() {
  return (
    <div className="space-y-6">
      <JobsHeader current="dead" />
      <FunctionsWaiting />
    </div>
  );
}
