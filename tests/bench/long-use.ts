import type { Environment } from "./environment.ts";
import type { ListPage } from "./list-page.ts";
import { withListPages, type ListPages } from "./list-pages.ts";
import type { Row } from "./row.ts";

/** An hour of somebody who does something every two seconds. */
const actionsOfAnHour = 1_800;
const actionsOfARound = 9;

/** Bytes of JavaScript that are in use after garbage is collected. */
async function heapOf({ session }: ListPage): Promise<number> {
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}

/** Views, the search, a task beside the list, one that is added and deleted, one completed and reopened. */
async function use({ page, typeTitle, addTyped }: ListPage, actions: number): Promise<void> {
  const link = (name: string) => page.getByRole("link", { name, exact: false }).first();
  const search = page.getByRole("searchbox");
  for (let done = 0; done < actions; done += actionsOfARound) {
    await link("Today").click();
    await link("Upcoming").click();
    await link("All").click();
    await page.locator("[data-task]").first().waitFor();
    await search.fill(`Task ${done % 97}`);
    await search.fill("");
    await page.locator("[data-task]").first().click();
    await page.getByRole("textbox", { name: "Notes" }).waitFor();
    await page.keyboard.press("Escape");
    const row = page.getByRole("row", { name: "Pass by", exact: true });
    await typeTitle("Pass by");
    await addTyped("Pass by");
    await page.getByRole("checkbox", { name: "Complete Pass by", exact: true }).click();
    const told = page.getByRole("listitem").filter({ hasText: "Task completed" });
    await told.getByRole("button", { name: "Undo" }).click();
    await told.waitFor({ state: "detached" });
    await row.press("Delete");
    await row.waitFor({ state: "detached" });
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Row 16: memory with 10,000 tasks, and after an hour of use. */
export async function benchLongUse(environment: Environment): Promise<Row[]> {
  return withListPages(environment, compareMemory);
}

async function compareMemory({ ours, bare }: ListPages): Promise<Row[]> {
  // What is loaded or made once is there before it is counted.
  await use(ours, actionsOfAnHour / 2);
  const before = await heapOf(ours);
  const reference = await heapOf(bare);
  await use(ours, actionsOfAnHour);
  const after = await heapOf(ours);
  return [
    {
      number: "16",
      measure: "heap with 10,000 tasks",
      ours: megabytes(before),
      reference: megabytes(reference),
      ratio: before / reference,
      target: { atMost: 3 },
    },
    {
      number: "16",
      measure: "heap after an hour of use / before",
      ours: megabytes(after),
      reference: megabytes(before),
      ratio: after / before,
      target: { atMost: 1.05 },
    },
  ];
}
