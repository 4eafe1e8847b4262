import { readFile } from "node:fs/promises";
import { addTasks, expect, row, test } from "./person.ts";

test.use({ startsAt: null });

test("a list is brought in from a file, after a look at what it would bring", async ({ page }) => {
  await page.goto("/settings");
  await page.getByLabel("File to import").setInputFiles({
    name: "list.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("TYPE,CONTENT\ntask,Paint the fence\ntask,\n"),
  });
  const dialog = page.getByRole("dialog", { name: "Import" });
  await expect(dialog.getByText("This looks like a file of Todoist with 2 tasks.")).toBeVisible();
  await expect(dialog.getByText("1 cannot be read, and is left out.")).toBeVisible();
  await expect(dialog.getByRole("list", { name: "Some of its tasks" })).toContainText(
    "Paint the fence",
  );
  await dialog.getByRole("button", { name: "Bring in 1 task" }).click();
  await expect(page.getByText("1 task brought in")).toBeVisible();
  await page.getByRole("link", { name: "All tasks" }).click();
  await expect(row(page, "Paint the fence")).toBeVisible();
});

test("a look at a file tells what comes in differently, and what was not understood on which line", async ({
  page,
}) => {
  await page.goto("/settings");
  await page.getByLabel("File to import").setInputFiles({
    name: "list.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "TYPE,CONTENT,INDENT,DATE\ntask,Trip,1,\ntask,Tickets,2,when it rains\nnote,By train,,\n",
    ),
  });
  const dialog = page.getByRole("dialog", { name: "Import" });
  const changes = dialog.getByRole("list", { name: "What comes in differently" });
  await expect(changes.getByRole("listitem")).toHaveText([
    /^1 sub-task comes in/,
    /^1 comment comes in/,
  ]);
  await expect(dialog.getByRole("list", { name: "1 remark on lines" })).toContainText(
    'Line 3 “Tickets”: DATE: "when it rains" was not understood, and is in the notes.',
  );
});

test("a file that holds no tasks says why", async ({ page }) => {
  await page.goto("/settings");
  await page.getByLabel("File to import").setInputFiles({
    name: "a.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"a":1}'),
  });
  const dialog = page.getByRole("dialog", { name: "Import" });
  await expect(dialog.getByRole("alert")).toContainText(
    "This JSON is no export that can be read here.",
  );
  await dialog.getByText("Close").last().click();
  await expect(dialog).toHaveCount(0);
});

test("everything can be taken along, and a calendar can subscribe", async ({ page }) => {
  await addTasks(page, [{ title: "Pack", due_date: "2030-01-07" }]);
  await page.goto("/settings");
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export everything" }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^pakaura-.*\.json$/);
  expect(await readFile(await saved.path(), "utf8")).toContain('"Pack"');

  await page.getByRole("button", { name: "Calendar address" }).click();
  const address = await page.getByTestId("new-token").textContent();
  const answer = await page.request.get(address ?? "");
  expect(await answer.text()).toContain("SUMMARY:Pack");
});

test("a large file shows how far it is, and its tasks are there when it is done", async ({
  page,
}) => {
  await page.goto("/settings");
  const lines = Array.from({ length: 1_200 }, (_, index) => `Task ${index}`).join("\n");
  await page.getByLabel("File to import").setInputFiles({
    name: "list.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(lines),
  });
  const dialog = page.getByRole("dialog", { name: "Import" });
  await expect(dialog.getByText("and 1,195 more")).toBeVisible();
  const seen = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const values: number[] = [];
        const watch = new MutationObserver(() => {
          const bar = document.querySelector("progress");
          if (bar) values.push(bar.position);
          else if (values.length > 0) {
            watch.disconnect();
            resolve(values);
          }
        });
        watch.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
  );
  await dialog.getByRole("button", { name: "Bring in 1,200 tasks" }).click();
  await expect(page.getByText("1,200 tasks brought in")).toBeVisible();
  expect((await seen).some((value) => value > 0 && value < 1)).toBe(true);
  await page.getByRole("link", { name: "All tasks" }).click();
  await expect(page.getByRole("link", { name: /^All tasks/ })).toContainText("1,200");
});
