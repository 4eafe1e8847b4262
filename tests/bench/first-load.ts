import { firstLoadBudgetKilobytes, measureFirstLoad } from "./first-load-size.ts";
import type { Row } from "./row.ts";

/** Row 10: the JavaScript that a first visit loads before anything shows. */
export async function benchFirstLoad(): Promise<Row[]> {
  const kilobytes = await measureFirstLoad(new URL("../../apps/frontend/dist/", import.meta.url));
  return [
    {
      number: "10",
      measure: "first-load JavaScript, gzipped",
      ours: `${kilobytes.toFixed(0)} kB`,
      reference: `${firstLoadBudgetKilobytes} kB`,
      ratio: kilobytes / firstLoadBudgetKilobytes,
      target: { atMost: 1 },
    },
  ];
}
