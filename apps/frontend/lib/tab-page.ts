/** What a tab knows of its page, and the locks that it shares with the other tabs. */
export type TabPage = {
  isHidden: () => boolean;
  /** Null where the browser has none, as over plain HTTP. */
  locks: Pick<LockManager, "request"> | null;
  /**
   * `sleep`: the page is about to be frozen, or kept for whoever goes back. `wake`: it goes on. Returns how to
   * listen no longer.
   */
  listen: (event: "sleep" | "wake", listener: () => void) => () => void;
};

/** https://wicg.github.io/page-lifecycle: `freeze` and `resume`, and what says the same of the way back. */
const names = {
  sleep: { page: ["freeze"], history: "pagehide" },
  wake: { page: ["resume", "visibilitychange"], history: "pageshow" },
} as const;

/** This page. */
export const thisPage: TabPage = {
  isHidden: () => document.visibilityState === "hidden",
  get locks() {
    return "locks" in navigator ? navigator.locks : null;
  },
  listen: (event, listener) => {
    const { page, history } = names[event];
    const turned = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) listener();
    };
    for (const name of page) document.addEventListener(name, listener);
    window.addEventListener(history, turned);
    return () => {
      for (const name of page) document.removeEventListener(name, listener);
      window.removeEventListener(history, turned);
    };
  },
};
