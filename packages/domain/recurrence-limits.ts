/** Equal to `limits` of the contract (a test compares them). */
export const recurrenceLimits = { interval: 1_000, count: 10_000 } as const;

/** The most that COUNT may be where SKIP=FORWARD has its dates walked one by one. */
export const walkedCount = 1_000;
