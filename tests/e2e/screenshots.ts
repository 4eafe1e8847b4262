import { mkdir } from "node:fs/promises";
import { loadAllMessages, loadMessages, type Language } from "@pakaura/frontend/messages/messages";
import { chromium, type Browser, type Page } from "@playwright/test";
import { startProduct, temporaryFolder } from "../product.ts";
import { chromiumOptions } from "./chromium.ts";
import { newPerson, settle } from "./sample-person.ts";
import type { Scene, Size } from "./scenes/scene.ts";
import { sceneGroups } from "./scenes/scenes.ts";

// Pictures of every page and state, to be looked at one by one, in tests/e2e/screenshots.
// `node tests/e2e/screenshots.ts [PART ...]` makes those whose name has one of the parts:
// `wide-light`, `de`, `settings`. PAKAURA_E2E_URL takes a Pakaura that runs already.

type Variant = {
  name: string;
  size: Size;
  scheme: "light" | "dark";
  language?: Language;
  dir?: "rtl";
  stored?: Readonly<Record<string, string>>;
};

const folder = new URL("./screenshots/", import.meta.url).pathname;
const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const variants: readonly Variant[] = (["wide", "phone"] as const).flatMap((size): Variant[] => [
  { name: `${size}-light`, size, scheme: "light" },
  { name: `${size}-dark`, size, scheme: "dark" },
  { name: `${size}-de`, size, scheme: "light", language: "de" },
  { name: `${size}-rtl`, size, scheme: "light", dir: "rtl" },
  { name: `${size}-contrast`, size, scheme: "light", stored: { "pakaura.contrast": "more" } },
  {
    name: `${size}-compact`,
    size,
    scheme: "dark",
    stored: { "pakaura.density": "compact", "pakaura.accent": "ocean" },
  },
]);
const wanted = process.argv.slice(2);

function isWanted(variant: Variant, scene: Scene): boolean {
  if (scene.only !== undefined && scene.only !== variant.size) return false;
  const file = `${variant.name}-${scene.name}`;
  return wanted.length === 0 || wanted.some((part) => file.includes(part));
}

async function openContext(browser: Browser, url: string, variant: Variant) {
  const { size, scheme, language = "en", dir, stored = {} } = variant;
  const context = await browser.newContext({
    baseURL: url,
    viewport: sizes[size],
    colorScheme: scheme,
    timezoneId: "Europe/Berlin",
    locale: language === "en" ? "en-GB" : language,
    reducedMotion: "reduce",
    hasTouch: size === "phone",
    isMobile: size === "phone",
  });
  await context.addInitScript(
    ({ items, direction }) => {
      for (const [key, value] of Object.entries(items)) localStorage.setItem(key, value);
      if (direction === undefined) return;
      // No language of ours runs from right to left yet: the page is forced to.
      new MutationObserver(() => {
        if (document.documentElement.dir !== direction) document.documentElement.dir = direction;
      }).observe(document, { subtree: true, attributes: true, childList: true });
    },
    { items: stored, direction: dir },
  );
  return context;
}

async function shoot(page: Page, variant: Variant, scenes: readonly Scene[]): Promise<void> {
  for (const scene of scenes) {
    if (!isWanted(variant, scene)) continue;
    try {
      await scene.open(page);
      await settle(page);
      await page.screenshot({ path: `${folder}${variant.name}-${scene.name}.png` });
    } catch (error) {
      console.error(`${variant.name}-${scene.name}: ${String(error)}`);
      process.exitCode = 1;
    }
  }
}

async function shootVariant(browser: Browser, url: string, variant: Variant): Promise<void> {
  await loadMessages(variant.language ?? "en", ["en-GB"]);
  await loadAllMessages();
  for (const { scenes, person } of sceneGroups) {
    if (!scenes.some((scene) => isWanted(variant, scene))) continue;
    const context = await openContext(browser, url, variant);
    context.setDefaultTimeout(15_000);
    await shoot(
      await (person ? newPerson(context, url, person) : context.newPage()),
      variant,
      scenes,
    );
    await context.close();
  }
}

async function shootAll(url: string): Promise<void> {
  const browser = await chromium.launch(chromiumOptions());
  for (const variant of variants) await shootVariant(browser, url, variant);
  await browser.close();
}

await mkdir(folder, { recursive: true });
const given = process.env["PAKAURA_E2E_URL"];
if (given) await shootAll(given);
else {
  const data = await temporaryFolder();
  const product = await startProduct({
    dataDirectory: data.path,
    environment: { RATE_LIMIT_SIGN_UPS_PER_MINUTE: "1000" },
  });
  try {
    await shootAll(product.url);
  } finally {
    await product.stop();
    await data.remove();
  }
}
