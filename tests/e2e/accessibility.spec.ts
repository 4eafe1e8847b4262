import { loadAllMessages, loadMessages } from "@pakaura/frontend/messages/messages";
import type { Page } from "@playwright/test";
import { findViolations } from "./find-violations.ts";
import { expect, test } from "./person.ts";
import { newPerson, settle } from "./sample-person.ts";
import type { Scene, Size } from "./scenes/scene.ts";
import { sceneGroups } from "./scenes/scenes.ts";

await loadMessages("en", ["en-GB"]);
await loadAllMessages();

// A page in four looks, many times over, takes its time.
test.describe.configure({ timeout: 600_000 });

const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

async function openScenes(
  page: Page,
  scenes: readonly Scene[],
  size: Size,
  look: (scene: Scene) => Promise<void>,
): Promise<void> {
  for (const scene of scenes) {
    if (scene.only !== undefined && scene.only !== size) continue;
    await scene.open(page);
    await settle(page);
    await look(scene);
  }
}

const named = (...names: string[]) => sceneGroups.filter(({ name }) => names.includes(name));

const looks = [
  {
    name: "wide and light",
    size: "wide",
    colorScheme: "light",
    contrast: "no-preference",
    groups: sceneGroups,
  },
  {
    name: "a phone in the dark",
    size: "phone",
    colorScheme: "dark",
    contrast: "no-preference",
    groups: sceneGroups,
  },
  {
    name: "high contrast",
    size: "wide",
    colorScheme: "light",
    contrast: "more",
    groups: named("lists and what opens over them", "filters"),
  },
  {
    name: "high contrast in the dark",
    size: "phone",
    colorScheme: "dark",
    contrast: "more",
    groups: named("writing and finding", "settings"),
  },
] as const;

// Every pair of colours in every theme is held to its contrast in styles/contrast.test.ts.
for (const look of looks) {
  test.describe(look.name, () => {
    test.use({
      viewport: sizes[look.size],
      hasTouch: look.size === "phone",
      isMobile: look.size === "phone",
      colorScheme: look.colorScheme,
      contextOptions: { reducedMotion: "reduce", contrast: look.contrast },
    });
    for (const { name, scenes, person, isKept } of look.groups) {
      test.describe(name, () => {
        test.use({ serviceWorkers: isKept ? "allow" : "block" });
        test("axe finds nothing", async ({ context, url }) => {
          const page = await (person ? newPerson(context, url, person) : context.newPage());
          await openScenes(page, scenes, look.size, async (scene) => {
            expect.soft(await findViolations(page), scene.name).toEqual([]);
          });
        });
      });
    }
  });
}

test("axe finds what is wrong, on a page that it has seen before as well", async ({
  context,
  url,
}) => {
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.evaluate(() => {
    document
      .querySelector("main")
      ?.insertAdjacentHTML(
        "beforeend",
        `<img src="/favicon.svg"><p style="color: #aaa; background: #fff">Faint</p><button></button>`,
      );
  });
  const found = await findViolations(page);
  expect(found.map((finding) => finding.split(" ")[0])).toEqual(
    expect.arrayContaining(["button-name", "color-contrast", "image-alt"]),
  );
});

const everyPath = `/ /today /upcoming /tags/home /priorities/high /?q=zzz /?sort=due_date
  /completed /trash /activity /settings /nowhere /filter /filter?filter=%23home+prioity:high
  /sign-in /sign-up /forgot-password /reset-password?token=x`.split(/\s+/);

const widths = [
  { name: "zoomed to 400 %", width: 320, height: 512, dir: "ltr" },
  { name: "a phone from right to left", width: 390, height: 844, dir: "rtl" },
  { name: "a wide page from right to left", width: 1440, height: 900, dir: "rtl" },
] as const;

test("nothing is cut off, zoomed to 400 % and from right to left", async ({ context, url }) => {
  const page = await newPerson(context, url, { hasTasks: true });
  for (const path of everyPath) {
    await page.setViewportSize(widths[0]);
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    for (const { name, dir, ...size } of widths) {
      await page.setViewportSize(size);
      await page.evaluate((direction) => (document.documentElement.dir = direction), dir);
      await settle(page);
      expect.soft(await cutOff(page), `${path}, ${name}`).toEqual([]);
      expect.soft(await scrollingSideways(page), `${path}, ${name}`).toEqual([]);
    }
  }
});

/** Controls and text that reach beyond the sides of the page, where nothing scrolls to them. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll("a, button, input, select, h1, h2, p, label")]
      .filter((node) => {
        const { left, right, width: own, height } = node.getBoundingClientRect();
        const isSeen = own > 1 && height > 1 && getComputedStyle(node).visibility === "visible";
        return isSeen && (left < -1 || right > width + 1);
      })
      .map((node) => `${node.tagName} ${node.textContent?.slice(0, 40)}`);
  });
}

/** What can be scrolled from side to side, the page itself among it (WCAG 1.4.10). */
async function scrollingSideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((node) => {
        const canScroll =
          node === document.scrollingElement ||
          ["auto", "scroll"].includes(getComputedStyle(node).overflowX);
        return canScroll && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0;
      })
      .map((node) => `${node.tagName} ${node.className}`),
  );
}

test("the keyboard sees where it is, and passes the navigation by", async ({ context, url }) => {
  const page = await newPerson(context, url, { hasTasks: true });
  await page.goto("/");
  await page.getByRole("row", { name: "Dentist" }).waitFor();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeInViewport();
  for (let step = 0; step < 20; step += 1) {
    const focused = page.locator(":focus");
    const ring = await focused.evaluate((node) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(node);
      return outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth);
    });
    expect(ring, await focused.evaluate((node) => node.outerHTML.slice(0, 120))).toBeGreaterThan(0);
    await page.keyboard.press("Tab");
  }
  await page.getByRole("link", { name: "Skip to the content" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("a change from elsewhere, and a connection that comes back, are said", async ({
  context,
  url,
}) => {
  const page = await newPerson(context, url, { hasTasks: true });
  await page.goto("/");
  await page.getByRole("row", { name: "Dentist" }).waitFor();
  const live = page.getByRole("status");
  await expect
    .poll(
      async () => {
        // The socket may still be opening: what came before it is no change of the page.
        const answer = await page.request.post("/api/v1/tasks", {
          data: { title: "From another place" },
          headers: { origin: url },
        });
        expect(answer.status()).toBe(201);
        return live.filter({ hasText: "New task: From another place" }).count();
      },
      { intervals: [1_500] },
    )
    .toBeGreaterThan(0);
  await context.setOffline(true);
  await expect(live.filter({ hasText: "Not connected." })).toBeVisible();
  await context.setOffline(false);
  await expect(live.filter({ hasText: "Connected again." })).toHaveCount(1);
});
