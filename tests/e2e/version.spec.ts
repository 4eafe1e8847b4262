import { createServer, request, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { test as plain, type BrowserContext, type Page } from "@playwright/test";
import { expect, isLoaded, row, signUp } from "./person.ts";

plain.use({ serviceWorkers: "allow" });

type Front = { url: string; release: () => void; stop: () => void };

/**
 * A server in front of Pakaura that has a newer build from `release` on: its page has another title,
 * and its service worker another revision of the page.
 */
async function serveInFront(target: string): Promise<Front> {
  let isReleased = false;
  const { hostname, port } = new URL(target);
  const server: Server = createServer((incoming, outgoing) => {
    const isChanged =
      isReleased && /^\/(?:service-worker\.js|index\.html)/.test(incoming.url ?? "");
    const headers = { ...incoming.headers };
    if (isChanged) delete headers["accept-encoding"];
    if (isChanged) delete headers["if-none-match"];
    const passedOn = request(
      { hostname, port, path: incoming.url, method: incoming.method, headers },
      (answer) => {
        if (!isChanged) {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
          return;
        }
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () => {
          const newer = Buffer.concat(parts)
            .toString()
            .replace('lang="en"', 'lang="en" data-version="2"')
            .replace(/("?url"?:\s*[`"]\/index\.html[`"],\s*"?revision"?:\s*[`"])/, "$1newer");
          const { "content-length": _length, etag: _etag, ...rest } = answer.headers;
          outgoing.writeHead(answer.statusCode ?? 502, rest);
          outgoing.end(newer);
        });
      },
    );
    passedOn.on("error", () => outgoing.destroy());
    incoming.pipe(passedOn);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    release: () => (isReleased = true),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Says whether a page is that of the newer build. */
async function isNewer(page: Page, expected: boolean): Promise<void> {
  await expect(page.locator("html[data-version='2']")).toHaveCount(expected ? 1 : 0);
}

async function openApp(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await isLoaded(page);
  return page;
}

plain("a new version is offered, and used only when it is wanted", async ({ context, baseURL }) => {
  // Two builds are fetched by the workers of two pages.
  plain.slow();
  const front = await serveInFront(baseURL ?? "");
  try {
    await signUp(context, front.url);
    const page = await openApp(context, front.url);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    const other = await openApp(context, front.url);
    front.release();
    await page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update();
    });
    await expect(page.getByText("A new version is ready")).toBeVisible();
    await page.keyboard.press("q");
    await page.getByLabel("Title of the new task").fill("Half written");
    await expect(page.getByLabel("Title of the new task")).toHaveValue("Half written");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    // Not even a reload takes it.
    await page.reload();
    await expect(row(page, "Half written")).toBeVisible();
    await isNewer(page, false);

    await expect(page.getByText("A new version is ready")).toBeVisible();
    await page.getByRole("button", { name: "Reload" }).click();
    await isNewer(page, true);
    await expect(row(page, "Half written")).toBeVisible();
    // The other tab goes on with what it has, and is asked too.
    await isNewer(other, false);
    await expect(other.getByText("A new version is ready")).toBeVisible();
  } finally {
    front.stop();
  }
});
