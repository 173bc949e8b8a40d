'use client';
import type { ComponentType } from 'react';
import { type Late, late } from './late.ts';

/** A component that is seen only after a press: until its code has come, which is soon after the page, nothing is drawn. */
export function lateComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const part = late(async () => ({ Part: await load() }));
  return (props: Props) => <LatePart part={part} props={props} />;
}

type LatePartProps<Props> = { part: Late<{ Part: ComponentType<Props> }>; props: Props };

function LatePart<Props extends object>({ part, props }: LatePartProps<Props>) {
  const here = part.useParts(true);
  return here ? <here.Part {...props} /> : null;
}
