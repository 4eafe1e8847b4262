import { taskItemsSchema } from "@pakaura/contract/http";
import type { BrowserContext, Page } from "@playwright/test";
import { addTasks, expect, isLoaded, quickAdd, row, test, type Person } from "./person.ts";

/** The pages that have a socket open now, by the order in which they were opened. */
function watchSockets(context: BrowserContext): () => number[] {
  const open = new Map<Page, number>();
  context.on("page", (page) => {
    open.set(page, 0);
    page.on("websocket", (socket) => {
      open.set(page, (open.get(page) ?? 0) + 1);
      socket.on("close", () => open.set(page, (open.get(page) ?? 0) - 1));
    });
    page.on("close", () => open.set(page, 0));
  });
  return () => [...open.values()];
}

async function openTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/");
  await isLoaded(page);
  return page;
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

test("two tabs share one socket, show the same, and the other takes over when one is closed", async ({
  context,
  person,
}) => {
  await person.page.close();
  const sockets = watchSockets(context);
  const first = await openTab(context);
  await expect.poll(sockets).toEqual([1]);
  const second = await openTab(context);
  await quickAdd(second, "Written in the second");
  await expect(row(first, "Written in the second")).toBeVisible();
  await addTasks(first, [{ title: "Heard of by one socket" }]);
  await expect(row(second, "Heard of by one socket")).toBeVisible();
  await expect(row(first, "Heard of by one socket")).toBeVisible();
  expect(sockets()).toEqual([1, 0]);

  await first.close();
  await expect.poll(() => total(sockets()), { intervals: [50], timeout: 3_000 }).toBe(1);
  await addTasks(second, [{ title: "After the first was closed" }]);
  await expect(row(second, "After the first was closed")).toBeVisible();
  await quickAdd(second, "Still sent");
  await expect
    .poll(async () => (await second.request.get("/api/v1/tasks?search=still")).text())
    .toContain("Still sent");
});

test("a frozen tab loses the lead to the one that is looked at, and follows when it wakes", async ({
  context,
  person,
}) => {
  const first = person.page;
  await addTasks(first, [{ title: "Seen by both" }]);
  const second = await openTab(context);
  await expect(row(second, "Seen by both")).toBeVisible();
  // Holds up everything in the first tab, as a frozen page is: timers, messages, its socket.
  const session = await context.newCDPSession(first);
  await session.send("Debugger.enable");
  await session.send("Debugger.pause");
  const stuck = first.evaluate(() => 1);
  await second.bringToFront();
  await addTasks(second, [{ title: "While the first was frozen" }]);
  await expect(row(second, "While the first was frozen")).toBeVisible();
  await quickAdd(second, "Sent meanwhile");
  await expect
    .poll(async () => (await second.request.get("/api/v1/tasks?search=meanwhile")).text())
    .toContain("Sent meanwhile");

  await session.send("Debugger.resume");
  await session.send("Debugger.disable");
  await stuck;
  await expect(row(first, "Sent meanwhile")).toBeVisible();
  await expect(row(first, "While the first was frozen")).toBeVisible();
});

/** Two tabs that can be made deaf: a page that is held up, as by a dialog, loses what it is told meanwhile. */
async function openTeam(
  context: BrowserContext,
  person: Person,
): Promise<{ leading: Page; following: Page }> {
  await person.page.close();
  await context.addInitScript(() => {
    window.BroadcastChannel = class extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        super.addEventListener("message", (event: MessageEvent<{ kind: string }>) => {
          const { isDeaf } = document.documentElement.dataset;
          if (isDeaf && event.data.kind === "message") event.stopImmediatePropagation();
        });
      }
    };
  });
  return { leading: await openTab(context), following: await openTab(context) };
}

async function setDeaf(tab: Page, isDeaf: boolean): Promise<void> {
  await tab.evaluate(
    (value) => {
      document.documentElement.dataset["isDeaf"] = value;
    },
    isDeaf ? "yes" : "",
  );
}

test("what a tab did not hear from the others is asked for again, whichever of them leads", async ({
  context,
  person,
}) => {
  const { leading, following } = await openTeam(context, person);

  await setDeaf(following, true);
  await addTasks(leading, [{ title: "Told to nobody" }]);
  await expect(row(leading, "Told to nobody")).toBeVisible();
  await setDeaf(following, false);
  await expect(row(following, "Told to nobody")).toBeVisible();

  await setDeaf(leading, true);
  await quickAdd(following, "Not heard of");
  await expect(row(following, "Not heard of")).toBeVisible();
  await setDeaf(leading, false);
  await expect
    .poll(async () => (await following.request.get("/api/v1/tasks?search=heard")).text())
    .toContain("Not heard of");
  await expect(row(leading, "Not heard of")).toBeVisible();
});

test("a tab that hears nothing of the others shows a reminder, and no longer when it was dismissed", async ({
  context,
  person,
}) => {
  const { leading, following } = await openTeam(context, person);
  const reminderIn = (tab: Page) => tab.getByRole("button", { name: "Dismiss" });

  await setDeaf(following, true);
  const due = new Date(Date.now() + 2_000).toISOString();
  await addTasks(leading, [{ title: "Call Ada", due_date: due, reminder_lead_minutes: 0 }]);
  await expect(reminderIn(leading)).toBeVisible();
  await expect(reminderIn(following)).toBeVisible();

  await reminderIn(leading).click();
  await expect(reminderIn(leading)).toHaveCount(0);
  await expect(reminderIn(following)).toHaveCount(0);
});

test("signing out in one tab signs out in the other, and leaves nothing behind", async ({
  context,
  person,
}) => {
  const second = await openTab(context);
  await person.page.getByRole("link", { name: "Ada Lindgren" }).click();
  await person.page.getByRole("button", { name: "Sign out" }).click();
  await expect(person.page).toHaveURL(/\/sign-in/);
  await expect(second).toHaveURL(/\/sign-in/);
  await expect
    .poll(() => second.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
    .toEqual([]);
});

test("notes that were begun before they changed in another tab say so, and give them back", async ({
  context,
  person,
}) => {
  await addTasks(person.page, [{ title: "Taxes" }]);
  const other = await openTab(context);
  const tabs = [person.page, other];
  for (const tab of tabs) await row(tab, "Taxes").click();
  const [first, second] = tabs.map((tab) => tab.getByRole("textbox", { name: "Notes" }));
  if (!first || !second) throw new Error("two tabs have two fields");
  const texts = ["From the first tab", "From the second tab"];
  await second.pressSequentially("From the second tab");
  await first.fill("From the first tab");
  await first.blur();
  await expect(other.getByText("“Taxes” was changed elsewhere too")).toBeVisible();
  const notes = async (): Promise<string | undefined> => {
    const answer = await other.request.get("/api/v1/tasks");
    return taskItemsSchema.parse(await answer.json()).items[0]?.notes;
  };
  const stayed = await notes();
  expect(texts).toContain(stayed);
  await other.getByRole("button", { name: /^Use / }).click();
  await expect.poll(notes).toBe(texts.find((text) => text !== stayed));
});

test("what a tab has told of but not written down is there after its reload", async ({
  context,
  person,
}) => {
  const first = person.page;
  const second = await openTab(context);
  // Ends the page as soon as it has told the other one, before it comes to write.
  await first.evaluate(() => {
    const channel = new BroadcastChannel(`pakaura:${localStorage.getItem("pakaura.user")}`);
    channel.addEventListener(
      "message",
      ({ data }: MessageEvent<{ message?: { type: string } }>) => {
        if (data.message?.type === "events") window.location.reload();
      },
    );
  });
  const reloaded = first.waitForEvent("load");
  await addTasks(second, [{ title: "Just heard of" }]);
  await reloaded;
  await expect(row(second, "Just heard of")).toBeVisible();
  await expect(row(first, "Just heard of")).toBeVisible();
  await second.close();
  await first.reload();
  await expect(row(first, "Just heard of")).toBeVisible();
});
