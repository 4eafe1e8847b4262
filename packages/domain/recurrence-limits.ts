/** Equal to `limits` of the contract (a test compares them). */
export const recurrenceLimits = { interval: 1_000, count: 10_000 } as const;
