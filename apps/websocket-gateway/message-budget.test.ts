import { expect, test } from "vitest";
import { MessageBudget } from "./message-budget.ts";

const rate = { burst: 3, perSecond: 2 };

test("a burst passes, and the message after it does not", () => {
  const budget = new MessageBudget(rate.burst, 0);
  const answers = [1, 2, 3, 4].map(() => budget.take({ ...rate, nowMs: 0 }));
  expect(answers).toEqual([true, true, true, false]);
});

test("the budget grows back with time, up to the burst", () => {
  const budget = new MessageBudget(rate.burst, 0);
  for (const _ of [1, 2, 3]) budget.take({ ...rate, nowMs: 0 });
  expect(budget.take({ ...rate, nowMs: 499 })).toBe(false);
  expect(budget.take({ ...rate, nowMs: 500 })).toBe(true);
  const answers = [1, 2, 3, 4].map(() => budget.take({ ...rate, nowMs: 3_600_000 }));
  expect(answers).toEqual([true, true, true, false]);
});
