import { reminderPageSchema } from "@pakaura/contract/reminder";
import { addTasks, expect, isLoaded, row, signIn, test, titles } from "./person.ts";

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();

test("a reminder comes to every session and is dismissed in all of them", async ({
  page,
  person,
  browser,
  url,
}) => {
  const other = await signIn(await browser.newContext({ baseURL: url }), url, person);
  await addTasks(page, [
    { title: "Take the bread out", due_date: inSeconds(3), reminder_lead_minutes: 0 },
  ]);
  for (const session of [page, other]) {
    const card = session.getByRole("listitem").filter({ hasText: "Take the bread out" });
    await expect(card.getByText(/^(Due|Was due) Today/)).toBeVisible();
  }
  await other.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByRole("button", { name: "Dismiss" })).toHaveCount(0);
  await page.reload();
  await expect(row(page, "Take the bread out")).toBeVisible();
  await other.context().close();
});

test("the server hears that a reminder is shown, and once somebody moves in any tab, that it was seen", async ({
  page,
}) => {
  const told = new Set<string>();
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      const [, state] = /^\{"type":"receipt".*"state":"(\w+)"\}$/.exec(String(payload)) ?? [];
      if (state !== undefined) told.add(state);
    }),
  );
  await page.reload();
  await isLoaded(page);
  // The first tab has the socket.
  const tab = await page.context().newPage();
  await tab.goto("/");
  await isLoaded(tab);
  await addTasks(page, [{ title: "Call Ada", due_date: inSeconds(2), reminder_lead_minutes: 0 }]);
  await expect(tab.getByRole("button", { name: "Snooze" })).toBeVisible();
  await expect.poll(() => [...told]).toEqual(["shown"]);
  await tab.keyboard.press("Shift");
  await expect.poll(() => [...told]).toEqual(["shown", "seen"]);
});

test("a reminder that nobody saw is there at the next visit, says so, and can be put off", async ({
  page,
}) => {
  await addTasks(page, [{ title: "Call Ada", due_date: inSeconds(2), reminder_lead_minutes: 0 }]);
  await expect(page.getByRole("button", { name: "Snooze" })).toBeVisible();
  await page.reload();
  const card = page.getByRole("listitem").filter({ hasText: "Call Ada" });
  await expect(card.getByText(/^Was due Today .* late$/)).toBeVisible();
  await card.getByRole("button", { name: "Snooze" }).click();
  await page.getByRole("menuitem", { name: "in 10 minutes" }).click();
  await expect(page.getByText("Comes again in 10 minutes")).toBeVisible();
  await expect(card).toHaveCount(0);
});

test("a reminder that is answered without a network stays answered, and the server hears of it", async ({
  page,
}) => {
  await addTasks(page, [{ title: "Call Ada", due_date: inSeconds(2), reminder_lead_minutes: 0 }]);
  const card = page.getByRole("listitem").filter({ hasText: "Call Ada" });
  await expect(card).toBeVisible();
  await page.route("**/api/v1/reminders/*/dismiss", (route) => route.abort());
  await card.getByRole("button", { name: "Dismiss" }).click();
  await expect(card).toHaveCount(0);
  // Not even a reload brings it back.
  const isAsked = page.waitForResponse((answer) => answer.url().includes("state=fired"));
  await page.reload();
  await isAsked;
  await expect(row(page, "Call Ada")).toBeVisible();
  await expect(card).toHaveCount(0);

  await page.unroute("**/api/v1/reminders/*/dismiss");
  const fired = async (): Promise<number> => {
    const answer = await page.request.get("/api/v1/reminders?state=fired");
    return reminderPageSchema.parse(await answer.json()).total;
  };
  await expect.poll(fired, { timeout: 30_000 }).toBe(0);
});

test("a reminder is shown though the server has no longer kept what told of it", async ({
  page,
}) => {
  let areEventsGone = false;
  let tellSo = (): void => undefined;
  await page.routeWebSocket("/ws", (socket) => {
    tellSo = () => socket.send(JSON.stringify({ type: "resync" }));
    socket.connectToServer().onMessage((message) => {
      const isEvent = /^\{"type":"(?:event|reminder)"/.test(String(message));
      if (!isEvent || !areEventsGone) socket.send(message);
    });
  });
  await page.reload();
  await isLoaded(page);

  areEventsGone = true;
  await addTasks(page, [{ title: "Call Ada", due_date: inSeconds(1), reminder_lead_minutes: 0 }]);
  await expect
    .poll(async () => {
      const answer = await page.request.get("/api/v1/reminders?state=fired");
      return reminderPageSchema.parse(await answer.json()).total;
    })
    .toBe(1);
  await expect(page.getByRole("button", { name: "Dismiss" })).toHaveCount(0);
  areEventsGone = false;
  tellSo();
  await expect(page.getByRole("button", { name: "Dismiss" })).toBeVisible();
  await expect(row(page, "Call Ada")).toBeVisible();
});

test("a reminder is put off until a time in words, by keyboard", async ({ page }) => {
  await addTasks(page, [{ title: "Call Ada", due_date: inSeconds(2), reminder_lead_minutes: 0 }]);
  const snooze = page.getByRole("button", { name: "Snooze" });
  await expect(snooze).toBeVisible();
  await snooze.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Choose…" }).press("Enter");
  await page.getByLabel("Date in words").fill("tomorrow at 18:30");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Comes again: Tomorrow\b.* 18:30$/)).toBeVisible();
  await row(page, "Call Ada").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await expect(panel.getByText("Comes again: Tomorrow 18:30")).toBeVisible();
});

test("the task of a reminder is completed where it is reminded of", async ({ page }) => {
  await addTasks(page, [{ title: "Call Ada", due_date: inSeconds(2), reminder_lead_minutes: 0 }]);
  const card = page.getByRole("listitem").filter({ hasText: "Call Ada" });
  await card.getByRole("button", { name: "Complete" }).click();
  await expect(card).toHaveCount(0);
  await expect(row(page, "Call Ada")).toHaveCount(0);
  await expect(page.getByText("Task completed")).toBeVisible();
});

test("many reminders at once are one message", async ({ page }) => {
  const due_date = inSeconds(4);
  await addTasks(
    page,
    Array.from({ length: 6 }, (_, index) => ({
      title: `Errand ${index}`,
      due_date,
      reminder_lead_minutes: 0,
    })),
  );
  await expect(page.getByText("6 reminders")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).press("Enter");
  const cards = page.getByRole("list", { name: "Reminders" }).getByRole("listitem");
  await expect(cards).toHaveCount(6);
  await expect(cards.first().getByRole("button").first()).toBeFocused();
  await cards.first().getByRole("button", { name: "Dismiss" }).click();
  await expect(cards).toHaveCount(5);
});

test("a task has a second reminder, which is removed again", async ({ page }) => {
  await addTasks(page, [{ title: "Fly", due_date: "2030-01-07", reminder_lead_minutes: 30 }]);
  await row(page, "Fly").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await expect(panel.getByText(/^Comes: .*8:30/)).toBeVisible();
  await panel.getByRole("button", { name: "Another reminder" }).click();
  await page.getByRole("menuitem", { name: "1 day before" }).click();
  const list = panel.getByRole("list", { name: "More reminders" });
  await expect(list.getByText("1 day before")).toBeVisible();
  await list.getByRole("button", { name: "Remove the reminder 1 day before" }).click();
  await expect(list).toHaveCount(0);
});

test("a webhook is added with its secret, tried, turned off and removed", async ({ page }) => {
  await page.goto("/settings");
  const section = page.getByRole("region", { name: "Reminders elsewhere" });
  await section.getByRole("button", { name: "Webhook" }).click();
  await section.getByLabel("Address").fill("http://127.0.0.1:1/");
  await section.getByRole("button", { name: "Add webhook" }).click();
  await expect(section.getByText("must be an address of the internet")).toBeVisible();
  await section.getByLabel("Address").fill("https://hooks.invalid/here");
  await section.getByRole("button", { name: "Add webhook" }).click();
  await expect(section.getByTestId("new-token")).toContainText("whsec_");
  await section.getByRole("button", { name: "Test Webhook" }).click();
  await expect(section.getByText(/Last error/)).toBeVisible();
  await section.getByRole("button", { name: "Turn off Webhook" }).click();
  await expect(section.getByText("hooks.invalid · off")).toBeVisible();
  await section.getByRole("button", { name: "Remove Webhook" }).click();
  await expect(section.getByText("hooks.invalid")).toHaveCount(0);
});

test("the focus goes on to the next reminder when one is answered, and at last to the list", async ({
  page,
}) => {
  const due_date = inSeconds(3);
  await addTasks(
    page,
    ["One", "Two", "Three"].map((title) => ({ title, due_date, reminder_lead_minutes: 0 })),
  );
  const cards = page.getByRole("list", { name: "Reminders" }).getByRole("listitem");
  await expect(cards).toHaveCount(3);
  await cards.first().getByRole("button", { name: "Dismiss" }).press("Enter");
  await expect(cards).toHaveCount(2);
  await expect(cards.first().getByRole("button").first()).toBeFocused();
  await cards.last().getByRole("button", { name: "Snooze" }).press("Enter");
  await page.getByRole("menuitem", { name: "in 10 minutes" }).press("Enter");
  await expect(cards).toHaveCount(1);
  await expect(cards.getByRole("button", { name: "Snooze" })).toBeFocused();
  await cards.getByRole("button", { name: "Complete" }).press("Enter");
  await expect(cards).toHaveCount(0);
  await expect.poll(() => titles(page)).toHaveLength(2);
  await expect(page.locator("[data-task]:focus")).toHaveCount(1);
});

test("the focus stays among the tags and reminders of a task when one is removed", async ({
  page,
}) => {
  await addTasks(page, [
    { title: "Fly", due_date: "2030-01-07", reminder_lead_minutes: 30, tags: ["aa", "bb"] },
  ]);
  await row(page, "Fly").click();
  const panel = page.getByRole("complementary", { name: "Task" });
  await panel.getByRole("button", { name: "Remove tag aa" }).press("Enter");
  await expect(panel.getByRole("button", { name: "Remove tag bb" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("combobox", { name: "Add a tag" })).toBeFocused();

  const another = panel.getByRole("button", { name: "Another reminder" });
  await another.click();
  await page.getByRole("menuitem", { name: "1 day before" }).click();
  await panel.getByRole("button", { name: "Remove the reminder 1 day before" }).press("Enter");
  await expect(another).toBeFocused();
});
