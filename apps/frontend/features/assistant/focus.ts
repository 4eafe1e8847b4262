/** Where words are written for the assistant, on the page. */
export function fieldOnPage(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-field=assistant]");
}

/** The `ref` of something that goes once it was pressed: the focus goes on to where words are written. */
export function backToField(item: HTMLElement | null): (() => void) | undefined {
  if (!item) return undefined;
  return () => {
    if (document.activeElement !== item) return;
    queueMicrotask(() => {
      if (document.activeElement === document.body) fieldOnPage()?.focus();
    });
  };
}

/** The button by which a task was opened from an answer. */
let openedBy: HTMLElement | null = null;

/** Remembers by which button a task is opened: what is hidden then has no focus to give back. */
export function leaveByCard(button: HTMLElement): void {
  openedBy = button;
}

/** Gives the focus back to the button by which a task was opened, where nothing else has it. */
export function backToCard(): void {
  if (document.activeElement === document.body) openedBy?.focus();
  openedBy = null;
}
