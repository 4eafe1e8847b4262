import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, CDPSession, Page } from "@playwright/test";
import { transformWithOxc } from "vite";

const probePath = join(import.meta.dirname, "page/probe.ts");

/** A page with a list of many tasks, the web app's or the bare one, and what a person does there. */
export type ListPage = {
  page: Page;
  /** Speaks to the browser itself. */
  session: CDPSession;
  /** Types a title where new tasks are written, and gives the milliseconds until its last letter is painted. */
  typeTitle: (title: string) => Promise<number>;
  /** Adds the task whose title was typed; milliseconds until its row is painted. */
  addTyped: (title: string) => Promise<number>;
  /** Goes to another view and back to all tasks; milliseconds until this task is painted again. */
  reopen: (title: string) => Promise<number>;
  /** Scrolls through the tasks for a while; the times of the frames, in milliseconds. */
  scroll: () => Promise<number[]>;
};

type OpenOptions = {
  url: string;
  cookie?: string;
  /** The key that opens the place where tasks are written. */
  addKey?: string;
};

const scrolledPixels = 30_000;
const pixelsPerSecond = 12_000;

const rowOf = (title: string): string => `[data-task][aria-label="${title}"]`;

/** Opens a page with many tasks, and waits for its list. */
export async function openListPage(browser: Browser, options: OpenOptions): Promise<ListPage> {
  const { url, cookie, addKey } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  if (cookie !== undefined) {
    const cookies = cookie.split("; ").map((one) => {
      const [name = "", value = ""] = one.split(/=(.*)/s);
      return { name, value, url };
    });
    await context.addCookies(cookies);
  }
  const probe = await transformWithOxc(await readFile(probePath, "utf8"), probePath);
  await context.addInitScript({ content: probe.code });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await page.goto(url);
  await page.locator("[data-task]").first().waitFor({ timeout: 120_000 });
  const field = page.getByLabel("Title of the new task", { exact: true });

  /** What the probe in the page finds, while `act` causes it. */
  async function observe(call: string, act: () => Promise<unknown>): Promise<number> {
    await page.evaluate(`void (globalThis.result = probe.${call})`);
    await act();
    return Number(await page.evaluate("globalThis.result"));
  }
  const untilShown = (type: "keydown" | "click", title: string, act: () => Promise<unknown>) =>
    observe(`untilShown("${type}", ${JSON.stringify(rowOf(title))})`, act);

  return {
    page,
    session,
    typeTitle: async (title) => {
      if (addKey !== undefined) await page.keyboard.press(addKey);
      await field.fill(title.slice(0, -1));
      return observe(`untilTyped(${JSON.stringify(title)})`, () => field.press(title.slice(-1)));
    },
    addTyped: async (title) => {
      const time = await untilShown("keydown", title, () => field.press("Enter"));
      if (addKey !== undefined) await page.keyboard.press("Escape");
      return time;
    },
    reopen: async (title) => {
      const entry = (name: string) =>
        page
          .getByRole("navigation")
          .locator("a, button")
          .filter({ hasText: new RegExp(`^\\s*${name}`) })
          .first();
      await entry("Today").click();
      await page.locator(rowOf(title)).waitFor({ state: "detached" });
      return untilShown("click", title, () => entry("All").click());
    },
    scroll: async () => {
      const scroller = page.getByTestId("task-scroller");
      const box = await scroller.boundingBox();
      if (!box) throw new Error("there is nothing to scroll");
      await page.evaluate("void (globalThis.frames = probe.recordFrames())");
      await session.send("Input.synthesizeScrollGesture", {
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
        yDistance: -scrolledPixels,
        speed: pixelsPerSecond,
        gestureSourceType: "mouse",
      });
      const times = await page.evaluate<number[]>("globalThis.frames.stop()");
      await scroller.evaluate("(list) => list.scrollTo({ top: 0 })");
      return times;
    },
  };
}
