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

/** What is not JavaScript's data: code, which the engine compiles ever better for a while, and what the browser itself keeps. */
const otherTypes = new Set(["code", "native", "synthetic"]);

type HeapSnapshot = {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
};

/** Bytes of objects, arrays, strings and functions that something still refers to. */
async function dataOf({ session }: ListPage): Promise<number> {
  const chunks: string[] = [];
  const onChunk = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  session.on("HeapProfiler.addHeapSnapshotChunk", onChunk);
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  session.off("HeapProfiler.addHeapSnapshotChunk", onChunk);
  const { snapshot, nodes } = JSON.parse(chunks.join("")) as HeapSnapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    const isData = !otherTypes.has(types[0][nodes[at + type] ?? 0] ?? "");
    if (isData) bytes += nodes[at + size] ?? 0;
  }
  return bytes;
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
  const heap = await heapOf(ours);
  const reference = await heapOf(bare);
  const before = await dataOf(ours);
  await use(ours, actionsOfAnHour);
  const after = await dataOf(ours);
  return [
    {
      number: "16",
      measure: "heap with 10,000 tasks",
      ours: megabytes(heap),
      reference: megabytes(reference),
      ratio: heap / reference,
      target: { atMost: 3 },
    },
    {
      number: "16",
      measure: "data in it after an hour of use / before",
      ours: megabytes(after),
      reference: megabytes(before),
      ratio: after / before,
      target: { atMost: 1.05 },
    },
  ];
}
