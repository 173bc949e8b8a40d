import { CopyButton } from '#components/copy-button.tsx';
import { ScrollArea } from '#components/ui/scroll-area.tsx';

type CodeBlockProps = {
  title: string;
  code: string;
  copyLabel: string;
  /** What the region is called, where several have the same title. */
  label?: string;
};

/** Code in a frame with what it is and a button that copies it. */
export function CodeBlock({ title, code, copyLabel, label = title }: CodeBlockProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-lg border border-line bg-sunken">
      <figcaption className="flex h-9 items-center justify-between border-line border-b pr-1 pl-3 text-soft text-xs">
        <span>{title}</span>
        <CopyButton value={code} label={copyLabel} />
      </figcaption>
      <ScrollArea label={label} className="max-h-90">
        <pre className="min-w-fit p-3 font-mono text-ink text-xs leading-5">
          <code>{code}</code>
        </pre>
      </ScrollArea>
    </figure>
  );
}
