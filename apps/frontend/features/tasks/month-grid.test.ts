import { expect, it } from "vitest";
import { monthGrid } from "./month-grid.ts";

it("shows whole weeks from the day that a week begins with", () => {
  expect(monthGrid("2026-11-23", 1)[0]?.[0]).toBe("2026-10-26");
  expect(monthGrid("2026-11-23", 7)[0]?.[0]).toBe("2026-11-01");
  expect(monthGrid("2026-11-23", 6)[0]?.[0]).toBe("2026-10-31");
  for (const week of monthGrid("2027-02-10", 1)) expect(week).toHaveLength(7);
  expect(monthGrid("2027-02-10", 1)).toHaveLength(4);
});
