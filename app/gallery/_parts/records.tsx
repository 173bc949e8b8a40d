'use client';
import { CloudOff } from 'lucide-react';
import { useState } from 'react';
import { BreakdownBars } from '#components/breakdown-bars.tsx';
import { Can } from '#components/can.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { ErrorPanel } from '#components/error-panel.tsx';
import { JsonView } from '#components/json-view.tsx';
import { Money } from '#components/money.tsx';
import { SagaView } from '#components/saga-view.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { breakdown, sagaSteps } from './samples.ts';

export function Records() {
  const [retrying, setRetrying] = useState<string | null>(null);
  return (
    <>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Card>
          <CardHeader>
            <CardTitle>SagaView</CardTitle>
          </CardHeader>
          <CardBody>
            <SagaView steps={sagaSteps} onRetry={setRetrying} retrying={retrying} />
          </CardBody>
        </Card>
        <div className="space-y-3">
          <Card>
            <CardHeader>
              <CardTitle>BreakdownBars</CardTitle>
            </CardHeader>
            <CardBody className="px-2">
              <BreakdownBars items={breakdown} currency="CNY" top={5} />
            </CardBody>
          </Card>
          <Card>
            <CardHeader>
              <CardTitle>DefinitionList</CardTitle>
              <Can permission="sub-account:update">
                <Button>Can</Button>
              </Can>
            </CardHeader>
            <CardBody className="py-1.5">
              <DefinitionList
                items={[
                  { term: 'Cloud user', value: 'render-farm-03' },
                  {
                    term: 'Id',
                    value: (
                      <span className="inline-flex items-center gap-1">
                        <code className="font-mono text-xs">sub_01938f2a7c</code>
                        <CopyButton value="sub_01938f2a7c" />
                      </span>
                    ),
                  },
                  { term: 'Quota', value: <Money amount="2000" currency="CNY" /> },
                ]}
              />
            </CardBody>
            <CardFooter>CardFooter</CardFooter>
          </Card>
        </div>
      </div>
      <Section title="ErrorPanel, EmptyState, JsonView">
        <div className="grid items-start gap-3 lg:grid-cols-2">
          <div className="space-y-3">
            <ErrorPanel
              whatHappened="Volcengine refused the request: AccessDenied (iam:DetachUserPolicy)."
              notDone="Two of five policies are still attached; the sub-account can still spend."
              whatToDo="Give the root credential IAMFullAccess, then retry."
              requestId="req_01938f2a7c4e7b10"
              onRetry={() => undefined}
            />
            <JsonView
              label="JsonView"
              value={{
                action: 'DetachUserPolicy',
                done: true,
                attempts: 2,
                policies: ['TOSFullAccess', 'ECSFullAccess'],
                error: null,
                response: { ResultMetadata: { RequestId: '2026112004' } },
              }}
            />
          </div>
          <Card>
            <EmptyState
              icon={<CloudOff />}
              title="No cloud account yet"
              action={<Button variant="primary">Connect a cloud</Button>}
            >
              AirGate reads spending and manages sub-accounts through a root credential that it keeps
              encrypted.
            </EmptyState>
          </Card>
        </div>
      </Section>
    </>
  );
}
