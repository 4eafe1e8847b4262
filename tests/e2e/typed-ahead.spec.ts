import { taskPageSchema } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import type { Page } from "@playwright/test";
import { holdPartsBack } from "./held-back.ts";
import { addTasks, expect, isLoaded, row, test as base } from "./person.ts";

/** Tests on a page whose lazy parts come when `letGo` is called, and not before. */
const test = base.extend<{ letGo: () => void }>({
  letGo: async ({ context, page }, use) => {
    await addTasks(page, [{ title: "Call Ann", priority: "low" }, { title: "Stays" }]);
    const { letGo } = await holdPartsBack(context);
    await page.goto("/?sort=title&order=asc");
    await isLoaded(page);
    await expect(row(page, "Stays")).toBeVisible();
    await use(letGo);
    letGo();
  },
});
test.use({ startsAt: null });

/** What the server holds: letters that were meant for a field must have changed nothing. */
async function readTasks(page: Page): Promise<Task[]> {
  const read = async (query: string): Promise<Task[]> => {
    const answer = await page.request.get(`/api/v1/tasks?per_page=100&${query}`);
    return taskPageSchema.parse(await answer.json()).items;
  };
  return [...(await read("")), ...(await read("deleted=true"))];
}

async function expectUntouched(page: Page): Promise<void> {
  const known = await readTasks(page);
  expect(known.map(({ title }) => title).toSorted()).toEqual(["Call Ann", "Stays"]);
  expect(
    known.filter(({ completed, deleted_at: deletedAt }) => completed || deletedAt !== null),
  ).toEqual([]);
  await expect(page.getByRole("row", { selected: true })).toHaveCount(0);
}

/** Every letter of it is a key of a list or of the page. */
const words = "next week xplore q #t l r p e x jz";

const first = (page: Page) => row(page, "Call Ann");

const fields = [
  { key: "q", label: "Title of the new task", isOnRow: false, role: "textbox" },
  { key: "q", label: "Title of the new task", isOnRow: true, role: "textbox" },
  { key: "a", label: "What should I do?", isOnRow: true, role: "textbox" },
  { key: "Control+k", label: "Find anything", isOnRow: true, role: "combobox" },
  { key: "t", label: "Date in words", isOnRow: true, role: "textbox" },
] as const;

for (const { key, label, isOnRow, role } of fields) {
  const fieldOf = (page: Page) => page.getByRole(role, { name: label, exact: true });

  test(`what is typed after ${key}${isOnRow ? " on a row" : ""} is written in its field, whole and in order`, async ({
    page,
    letGo,
  }) => {
    if (isOnRow) await first(page).focus();
    await page.keyboard.press(key);
    await page.keyboard.type(`${words}yy`);
    await page.keyboard.press("Backspace");
    letGo();
    await page.keyboard.type(" and more");
    const field = fieldOf(page);
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(`${words}y and more`);
    await expectUntouched(page);
  });

  test(`Escape after ${key}${isOnRow ? " on a row" : ""} gives up what is still to come`, async ({
    page,
    letGo,
  }) => {
    if (isOnRow) await first(page).focus();
    await page.keyboard.press(key);
    await page.keyboard.type(words);
    await page.keyboard.press("Escape");
    letGo();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(fieldOf(page)).toHaveCount(0);
    await expectUntouched(page);
  });

  test(`a press elsewhere after ${key}${isOnRow ? " on a row" : ""} gives up what is still to come`, async ({
    page,
    letGo,
  }) => {
    if (isOnRow) await first(page).focus();
    await page.keyboard.press(key);
    await page.keyboard.type(words);
    await page.getByRole("heading", { level: 1 }).click();
    letGo();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(fieldOf(page)).toHaveCount(0);
    await expectUntouched(page);
  });
}

test("lines are added with the Enter that was pressed before the field was there", async ({
  page,
  letGo,
}) => {
  await first(page).focus();
  await page.keyboard.press("q");
  await page.keyboard.type("Buy milk");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Buy bread");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  letGo();
  await expect(row(page, "Buy milk")).toBeVisible();
  await expect(row(page, "Buy bread")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a date is set by words and Enter that were typed before the panel was there", async ({
  page,
  letGo,
}) => {
  await first(page).focus();
  await page.keyboard.press("t");
  await page.keyboard.type("tomorrow");
  await page.keyboard.press("Enter");
  letGo();
  await expect(first(page).getByText("Tomorrow")).toBeVisible();
  await expectUntouched(page);
});

test("tags are written after l, each in its order", async ({ page, letGo }) => {
  await first(page).focus();
  await page.keyboard.press("l");
  await page.keyboard.type("next, xylo");
  await page.keyboard.press("Enter");
  await page.keyboard.type("per");
  letGo();
  await page.keyboard.type("lt");
  const field = page.getByLabel("Add a tag");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("perlt");
  await expect(page.getByRole("button", { name: "Remove tag next" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove tag xylo" })).toBeVisible();
  await expectUntouched(page);
});

test("a priority is chosen by letters and Enter typed before its menu was there", async ({
  page,
  letGo,
}) => {
  await first(page).focus();
  await page.keyboard.press("p");
  await page.keyboard.type("hi");
  await page.keyboard.press("Enter");
  letGo();
  await expect(first(page).getByRole("img", { name: "Priority: High" })).toBeAttached();
  await expectUntouched(page);
});

test("a reminder is chosen by letters and Enter typed before its menu was there", async ({
  page,
  letGo,
}) => {
  await first(page).focus();
  await page.keyboard.press("r");
  await page.keyboard.type("15");
  await page.keyboard.press("Enter");
  letGo();
  const panel = page.getByRole("complementary", { name: "Task" });
  await expect(panel.getByRole("button", { name: "15 minutes before", exact: true })).toBeVisible();
  await expectUntouched(page);
});

for (const key of ["Enter", "?"]) {
  test(`what is typed after ${key} does nothing to what is behind`, async ({ page, letGo }) => {
    await first(page).focus();
    await page.keyboard.press(key);
    await page.keyboard.type(words);
    letGo();
    const opened =
      key === "?" ? page.getByRole("dialog") : page.getByRole("complementary", { name: "Task" });
    await expect(opened).toBeVisible();
    await expect(opened.or(page.locator("[role=dialog] *")).first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(opened).toHaveCount(0);
    await expect(first(page)).toBeFocused();
    await expectUntouched(page);
  });
}

test("the keys of a selection keep what is typed for their pickers", async ({ page, letGo }) => {
  await first(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("t");
  await page.keyboard.type("tomorrow");
  await page.keyboard.press("Enter");
  letGo();
  await expect(row(page, "Call Ann").getByText("Tomorrow")).toBeVisible();
  await expect(row(page, "Stays").getByText("Tomorrow")).toBeVisible();
  await expectUntouched(page);
});

test("the line of the list keeps what is typed while it becomes a field", async ({
  page,
  letGo,
}) => {
  await page.getByRole("main").getByRole("button", { name: "Add task" }).press("Enter");
  await page.keyboard.type(words);
  letGo();
  await expect(page.getByLabel("Title of the new task")).toHaveValue(words);
  await expectUntouched(page);
});

test("the search of a page that is still to come gets what is typed for it", async ({
  page,
  letGo,
}) => {
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.keyboard.press("/");
  await page.keyboard.type("next rent");
  letGo();
  const field = page.getByRole("searchbox");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("next rent");
});

test("a page without a search lets keys be after /", async ({ page, letGo }) => {
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.keyboard.press("/");
  letGo();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible();
});

test("what is typed for something slow is shown meanwhile", async ({ page, letGo }) => {
  await page.keyboard.press("q");
  await page.keyboard.type("Buy milk");
  await expect(page.getByText("Buy milk", { exact: true })).toBeVisible();
  letGo();
  await expect(page.getByLabel("Title of the new task")).toHaveValue("Buy milk");
});

test("what was typed for a quick add that never came is kept for the next one", async ({
  page,
  letGo,
}) => {
  await page.keyboard.press("q");
  await page.keyboard.type("Buy milk");
  await page.keyboard.press("Escape");
  letGo();
  await page.keyboard.press("q");
  await expect(page.getByLabel("Title of the new task")).toHaveValue("Buy milk");
});

test("what is typed before the kept line is seen is a line of its own", async ({ page, letGo }) => {
  await page.keyboard.press("q");
  await page.keyboard.type("Call Bob");
  await page.keyboard.press("Escape");
  await page.keyboard.press("q");
  await page.keyboard.type("Buy milk");
  letGo();
  const field = page.getByLabel("Title of the new task");
  await expect(field).toHaveValue("Buy milk");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(row(page, "Buy milk")).toBeVisible();
  await page.keyboard.press("q");
  await expect(field).toHaveValue("Call Bob");
});

for (const [name, end] of Object.entries({
  "a reload": (page: Page) => page.reload(),
  "a press elsewhere": (page: Page) => page.getByRole("heading", { level: 1 }).click(),
})) {
  test(`a title typed before its field was there is kept over ${name}`, async ({ page, letGo }) => {
    await first(page).focus();
    await page.keyboard.press("e");
    await page.keyboard.type("Call Zoe");
    await page.keyboard.press("Enter");
    await page.keyboard.type("jx");
    await end(page);
    await expect(row(page, "Call Zoe")).toBeVisible();
    await expect
      .poll(async () => (await readTasks(page)).map(({ title }) => title).toSorted())
      .toEqual(["Call Zoe", "Stays"]);
    letGo();
  });
}

test("a title typed before its field was there is given up by Escape", async ({ page, letGo }) => {
  await first(page).focus();
  await page.keyboard.press("e");
  await page.keyboard.type("Call Zoe");
  await page.keyboard.press("Escape");
  letGo();
  await page.reload();
  await expect(first(page)).toBeVisible();
  await expectUntouched(page);
});

/** Each key that opens a part of a task: what is typed for it, and what shows that it went there. */
const parts: Record<string, { typed: string[]; isThere: (page: Page) => Promise<void> }> = {
  t: {
    typed: ["tomorrow", "Enter"],
    isThere: (page) => expect(first(page).getByText("Tomorrow")).toBeVisible(),
  },
  l: {
    typed: ["next, xylo", "Enter", "per"],
    isThere: async (page) => {
      await expect(page.getByRole("button", { name: "Remove tag next" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Remove tag xylo" })).toBeVisible();
      await expect(page.getByLabel("Add a tag")).toHaveValue("per");
    },
  },
  p: {
    typed: ["hi", "Enter"],
    isThere: (page) =>
      expect(first(page).getByRole("img", { name: "Priority: High" })).toBeAttached(),
  },
  r: {
    typed: ["15", "Enter"],
    isThere: (page) =>
      expect(
        page
          .getByRole("complementary", { name: "Task" })
          .getByRole("button", { name: "15 minutes before", exact: true }),
      ).toBeVisible(),
  },
};

for (const [key, { typed, isThere }] of Object.entries(parts)) {
  test(`what was typed after ${key} is typed on after a reload`, async ({ page, letGo }) => {
    await first(page).focus();
    await page.keyboard.press(key);
    for (const one of typed) {
      if (one === "Enter") await page.keyboard.press(one);
      else await page.keyboard.type(one);
    }
    await page.reload();
    await expect(first(page)).toBeVisible();
    letGo();
    await isThere(page);
    await expectUntouched(page);
    expect(await page.evaluate(() => sessionStorage.getItem("pakaura.typed"))).toBeNull();
  });
}
