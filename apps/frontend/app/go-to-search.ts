import { typeAhead } from "./typed-ahead.ts";

const place = "input[type=search]";

/** Gives the focus to the search of the page; when the page is still to come, as soon as it is there. */
export function goToSearch(): void {
  if (focusSearch() || hasPage()) return;
  const end = typeAhead({ place, close: () => watcher.disconnect() });
  const watcher = new MutationObserver(() => {
    if (!hasPage()) return;
    watcher.disconnect();
    if (!focusSearch()) end();
  });
  watcher.observe(document.body, { childList: true, subtree: true });
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>(place);
  field?.focus();
  return field !== null;
}

function hasPage(): boolean {
  return document.querySelector("main") !== null;
}
