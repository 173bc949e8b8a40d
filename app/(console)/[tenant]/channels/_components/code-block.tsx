import { CopyButton } from '#components/copy-button.tsx';
import { cn } from '#components/ui/cn.ts';
import { ScrollArea } from '#components/ui/scroll-area.tsx';

type CodeBlockProps = { code: string; label: string; className?: string };

/** Text for machines, as it is, to be copied. */
export function CodeBlock({ code, label, className }: CodeBlockProps) {
  return (
    <div className={cn('relative rounded-md border border-line bg-sunken', className)}>
      <CopyButton value={code} className="absolute top-1 right-1 z-10 bg-sunken" />
      <ScrollArea label={label} className="max-h-110">
        <pre className="min-w-fit p-3 pr-10 font-mono text-xs leading-5">{code}</pre>
      </ScrollArea>
    </div>
  );
}
