const focusable = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled";

/** The parts of a page that have a name to be told when they get the focus. */
const regions = "main, aside, section, [role=dialog]";

/** React calls it just before it takes the element out. */
type Leaving = () => void;

/**
 * The `ref` of something that may go while it has the focus, which is then given to what is nearest: what comes
 * next, or else what came before. Where nothing is left in its part of the page, the part itself has it, or the
 * list's row.
 */
export function passFocusOn(item: HTMLElement | null): Leaving | undefined {
  if (!item) return undefined;
  return () => {
    if (!mayHaveFocus(item)) return;
    const neighbours = neighboursOf(item);
    const region = item.closest<HTMLElement>(regions);
    onceLost(() => {
      const nearest =
        neighbours.find((one) => one.checkVisibility()) ??
        region?.querySelector<HTMLElement>(focusable);
      if (nearest) nearest.focus();
      else if (region?.textContent) focusRegion(region);
      else focusRow();
    });
  };
}

/** The `ref` of something whose focus goes to its part of the page when it goes. */
export function passFocusToRegion(item: HTMLElement | null): Leaving | undefined {
  if (!item) return undefined;
  return () => {
    if (!mayHaveFocus(item)) return;
    const region = item.closest<HTMLElement>(regions);
    onceLost(() => region && focusRegion(region));
  };
}

/** A menu stands elsewhere on the page than the button that opens it, and goes with it. */
function mayHaveFocus(item: HTMLElement): boolean {
  const focused = document.activeElement;
  return item.contains(focused) || Boolean(focused?.closest("[role=menu], [role=dialog]"));
}

function onceLost(giveOn: () => void): void {
  queueMicrotask(() => {
    if (document.activeElement === document.body) giveOn();
  });
}

/** What can have the focus around an item, the nearest first. */
function neighboursOf(item: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (
    let inner = item;
    !inner.matches(regions) && inner.parentElement;
    inner = inner.parentElement
  ) {
    const around = [...inner.parentElement.querySelectorAll<HTMLElement>(focusable)].filter(
      (one) => !inner.contains(one),
    );
    const isBefore = (one: HTMLElement): boolean =>
      (inner.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
    found.push(
      ...around.filter((one) => !isBefore(one)),
      ...around.filter((one) => isBefore(one)).toReversed(),
    );
  }
  return found;
}

function focusRow(): void {
  const row = document.querySelector<HTMLElement>("[data-task][tabindex='0']");
  const main = document.querySelector("main");
  if (row) row.focus();
  else if (main) focusRegion(main);
}

/** Gives the focus to a part of the page, which is no stop of the Tab key. */
export function focusRegion(region: HTMLElement): void {
  region.tabIndex = -1;
  region.focus();
}
