/** Whether keys pressed now are text for somebody, so that one-letter shortcuts must keep quiet. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  return (
    target.closest(
      'input:not([type=checkbox]):not([type=radio]), textarea, select, [role=combobox], [role=menu]',
    ) !== null
  );
}

/** Whether a dialog that takes over the page is open; the peek panel does not count. */
export function isModalOpen(): boolean {
  return (
    document.querySelector(
      '[role=dialog][data-state=open]:not([data-peek]), [role=alertdialog][data-state=open]',
    ) !== null
  );
}
