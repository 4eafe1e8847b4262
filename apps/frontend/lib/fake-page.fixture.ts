import type { FakeLocks } from "./fake-locks.fixture.ts";
import type { TabPage } from "./tab-page.ts";

/** The page of a tab, for tests: looked at until it is hidden, and awake until it sleeps. */
export function aPage(locks: FakeLocks | null): TabPage & {
  setHidden: (isHidden: boolean) => void;
  turn: (event: "sleep" | "wake") => void;
} {
  const events = new EventTarget();
  let isHidden = false;
  return {
    isHidden: () => isHidden,
    // The test's own has no shared locks and no queries.
    locks: locks as TabPage["locks"],
    listen: (event, listener) => {
      events.addEventListener(event, listener);
      return () => events.removeEventListener(event, listener);
    },
    setHidden: (value) => {
      isHidden = value;
    },
    turn: (event) => void events.dispatchEvent(new Event(event)),
  };
}
