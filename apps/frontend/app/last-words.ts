import { onLastMoment } from "../lib/last-moment.ts";
import type { Operation } from "../features/tasks/operation.ts";

/** Changes of a page that ends before IndexedDB has them: it gives up what is under way then. */
export type LastWords = {
  hold: (operations: readonly Operation[]) => void;
  /** They are written down, or done with: their orders. */
  release: (orders: readonly number[]) => void;
  close: () => void;
};

const nameOf = (userId: string): string => `pakaura.unwritten:${userId}`;

/** What pages that have ended left behind. */
export function readLastWords(userId: string): readonly Operation[] {
  const text = localStorage.getItem(nameOf(userId));
  return text === null ? [] : (JSON.parse(text) as Operation[]);
}

export function forgetLastWords(userId: string): void {
  localStorage.removeItem(nameOf(userId));
}

function writeLastWords(userId: string, operations: readonly Operation[]): void {
  if (operations.length === 0) return forgetLastWords(userId);
  try {
    localStorage.setItem(nameOf(userId), JSON.stringify(operations));
  } catch {
    // Without room here either nothing more can be done.
  }
}

/** Local storage is written to before the page is gone. */
export function keepLastWords(userId: string): LastWords {
  const waiting = new Map<number, Operation>();
  /** The keys of those that lie in local storage for this page. */
  let left: ReadonlySet<string> = new Set();
  let isLeaving = false;

  /** Leaves these and no others of this page's; what other pages left stays. */
  function leaveBehind(operations: readonly Operation[]): void {
    if (operations.length === 0 && left.size === 0) return;
    const others = readLastWords(userId).filter(({ key }) => !left.has(key));
    left = new Set(operations.map(({ key }) => key));
    writeLastWords(userId, [...others, ...operations]);
  }

  const stopListening = onLastMoment(() => {
    isLeaving = true;
    leaveBehind([...waiting.values()]);
  });
  function comeBack(): void {
    if (document.visibilityState === "visible") isLeaving = false;
  }
  window.addEventListener("pageshow", comeBack);
  document.addEventListener("visibilitychange", comeBack);

  return {
    hold: (operations) => {
      for (const operation of operations) waiting.set(operation.order, operation);
      // Said in the very last moment.
      if (isLeaving) leaveBehind([...waiting.values()]);
    },
    release: (orders) => {
      for (const order of orders) waiting.delete(order);
      if (left.size === 0) return;
      leaveBehind([...waiting.values()].filter(({ key }) => isLeaving || left.has(key)));
    },
    close: () => {
      stopListening();
      window.removeEventListener("pageshow", comeBack);
      document.removeEventListener("visibilitychange", comeBack);
    },
  };
}
