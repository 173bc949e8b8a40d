'use client';
import { Fragment } from 'react';
import { Kbd } from '#components/ui/kbd.tsx';

/** Keys that are pressed together or, with a word between them, one after the other. */
export function Keys({ keys, joint }: { keys: readonly string[]; joint?: string }) {
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-faint text-xs">
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && joint ? <span>{joint}</span> : null}
          <Kbd>{key}</Kbd>
        </Fragment>
      ))}
    </span>
  );
}
