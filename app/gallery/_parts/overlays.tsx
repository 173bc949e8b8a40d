'use client';
import { useState } from 'react';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { SecretOnce } from '#components/secret-once.tsx';
import { Section } from '#components/section.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { Sheet, SheetContent } from '#components/ui/sheet.tsx';
import { toast } from '#components/ui/toast.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';

export function Overlays() {
  const [shown, setShown] = useState<'dialog' | 'alert' | 'sheet' | null>(null);
  const show = (which: typeof shown) => (open: boolean) => setShown(open ? which : null);
  const [secret, setSecret] = useState(false);
  const [destroy, setDestroy] = useState(false);
  return (
    <Section title="Dialogs, menus, toasts">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setShown('dialog')}>Dialog</Button>
        <Dialog open={shown === 'dialog'} onOpenChange={show('dialog')}>
          <DialogContent
            title="Allocate quota"
            description="Adds to what render-farm-03 may spend. Quotas change by allocations only."
            footer={
              <>
                <DialogClose asChild>
                  <Button>Cancel</Button>
                </DialogClose>
                <Button variant="primary">Allocate quota</Button>
              </>
            }
          >
            <div className="grid gap-4">
              <FormField label="Amount" hint="CNY">
                <Input inputMode="decimal" placeholder="100.00" />
              </FormField>
              <FormField label="Reason">
                <Input />
              </FormField>
            </div>
          </DialogContent>
        </Dialog>
        <Button onClick={() => setShown('alert')}>AlertDialog</Button>
        <AlertDialog open={shown === 'alert'} onOpenChange={show('alert')}>
          <AlertDialogContent
            title="Withdraw the invitation?"
            description="The link in the mail stops working."
            action="Withdraw"
            onAction={() => toast('Withdrawn')}
            danger
          />
        </AlertDialog>
        <Button onClick={() => setSecret(true)}>SecretOnce</Button>
        <Button onClick={() => setDestroy(true)}>ConfirmDestroy</Button>
        <Button onClick={() => setShown('sheet')}>Sheet</Button>
        <Sheet open={shown === 'sheet'} onOpenChange={show('sheet')}>
          <SheetContent title="render-farm-03">
            <p className="p-5 text-sm">Sheet</p>
          </SheetContent>
        </Sheet>
        <Popover>
          <PopoverTrigger asChild>
            <Button>Popover</Button>
          </PopoverTrigger>
          <PopoverContent aria-label="Popover">Popover</PopoverContent>
        </Popover>
        <Tooltip content="Tooltip">
          <Button>Tooltip</Button>
        </Tooltip>
        <DropdownMenu modal={false}>
          <DropdownMenuTrigger asChild>
            <Button>DropdownMenu</Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            <DropdownMenuItem>Edit</DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem danger>Cut off now</DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
        <Button
          onClick={() => toast.success('Quota allocated', { description: 'CNY 100.00 to render-farm-03' })}
        >
          toast
        </Button>
      </div>
      <SecretOnce
        open={secret}
        title="Access key of render-farm-03"
        fileName="render-farm-03-access-key"
        secrets={[
          { label: 'Access key ID', value: 'AKLTexample0example0example0', plain: true },
          { label: 'Secret access key', value: 'not-a-real-secret-0123456789abcdef' },
        ]}
        onStored={() => setSecret(false)}
      />
      <ConfirmDestroy
        open={destroy}
        onOpenChange={setDestroy}
        title="Delete render-farm-03"
        name="render-farm-03"
        consequences={[
          'The user at Volcengine with 2 access keys',
          'Its quota of CNY 1,500.00, of which CNY 214.00 is left',
          'Its alert steps',
        ]}
        action="Delete sub-account"
        onConfirm={() => setDestroy(false)}
      />
    </Section>
  );
}
