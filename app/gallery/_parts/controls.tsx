'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Section } from '#components/section.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Collapsible } from '#components/ui/collapsible.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { Separator } from '#components/ui/separator.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';
import { Textarea } from '#components/ui/textarea.tsx';

const variants = ['primary', 'secondary', 'ghost', 'danger', 'danger-quiet', 'link'] as const;

export function Controls() {
  const [period, setPeriod] = useState<'day' | 'week' | 'month'>('month');
  const [cloud, setCloud] = useState('');
  const [atLimit, setAtLimit] = useState('cut');
  const [guarded, setGuarded] = useState(true);
  const [ticked, setTicked] = useState(false);
  return (
    <>
      <Section title="Button, Kbd, Avatar, Progress, Skeleton">
        <div className="flex flex-wrap items-center gap-2">
          {variants.map((variant) => (
            <Button key={variant} variant={variant}>
              {variant}
            </Button>
          ))}
          <Button variant="primary" pending>
            Allocate quota
          </Button>
          <Button disabled>Disabled</Button>
          <Button size="sm">
            <Plus aria-hidden className="size-3.5" />
            Small
          </Button>
          <Button size="lg" variant="primary">
            Large
          </Button>
          <Button size="icon" aria-label="Delete">
            <Trash2 aria-hidden />
          </Button>
          <Kbd>⌘</Kbd>
          <Kbd>K</Kbd>
          <Avatar name="Ada Lovelace" />
          <Avatar name="王小明" size="lg" />
          <Avatar name="Acme" square />
        </div>
        <div className="grid max-w-100 gap-3">
          <Progress value={62} label="62 %" />
          <Skeleton className="w-60" />
          <Separator />
        </div>
      </Section>
      <Section title="FormField and controls">
        <Card>
          <CardBody className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
            <FormField label="Name" hint="Lower-case letters, digits and dashes." required>
              <Input placeholder="render-farm-03" />
            </FormField>
            <FormField label="Amount" error="At most 9 decimals.">
              <Input defaultValue="12.1234567891" inputMode="decimal" />
            </FormField>
            <FormField label="Cloud account" optional>
              <Select
                value={cloud}
                onValueChange={setCloud}
                options={[
                  { value: 'a', label: 'Volcengine – production', hint: '2100312345' },
                  { value: 'b', label: 'Volcengine – sandbox' },
                ]}
              />
            </FormField>
            <FormField label="Reason">
              <Textarea placeholder="Shown in the audit log" />
            </FormField>
            <FormField label="At the limit">
              <RadioGroup value={atLimit} onValueChange={setAtLimit}>
                <Radio value="cut" label="Cut off" hint="Policies and keys are taken away, reversibly." />
                <Radio value="warn" label="Only warn" />
              </RadioGroup>
            </FormField>
            <div className="space-y-4">
              <FormField label="Protected from cut-off" hint="Alerts still go out." inline>
                <Switch checked={guarded} onCheckedChange={setGuarded} />
              </FormField>
              <FormField label="Include archived" inline>
                <Checkbox checked={ticked} onCheckedChange={setTicked} />
              </FormField>
              <FormField label="Read only">
                <Input readOnly value="2026112004" mono />
              </FormField>
            </div>
          </CardBody>
        </Card>
      </Section>
      <Section title="Tabs, SegmentedControl, Collapsible">
        <Tabs defaultValue="quota">
          <TabsList aria-label="Tabs">
            <TabsTrigger value="quota">Quota</TabsTrigger>
            <TabsTrigger value="policies">Policies</TabsTrigger>
            <TabsTrigger value="history">History</TabsTrigger>
          </TabsList>
          <TabsContent value="quota" className="space-y-3">
            <SegmentedControl
              label="Period"
              value={period}
              onValueChange={setPeriod}
              segments={[
                { value: 'day', label: 'Day' },
                { value: 'week', label: 'Week' },
                { value: 'month', label: 'Month' },
              ]}
            />
            <Collapsible title="Collapsible">
              <p className="text-sm text-soft">Content</p>
            </Collapsible>
          </TabsContent>
          <TabsContent value="policies">Policies</TabsContent>
          <TabsContent value="history">History</TabsContent>
        </Tabs>
      </Section>
    </>
  );
}
