import { chromium } from "@playwright/test";
import { signUp } from "../account.ts";
import { chromiumOptions } from "../e2e/chromium.ts";
import type { Environment } from "./environment.ts";
import { fill } from "./fill.ts";
import { createHttpClient, expectStatus } from "./http-client.ts";
import { openListPage, type ListPage } from "./list-page.ts";
import { serveBareList } from "./serve-bare-list.ts";

const taskCount = 10_000;

/** The web app and a bare React list with the same 10,000 tasks, each in a window of one browser. */
export type ListPages = { ours: ListPage; bare: ListPage };

/** Opens both, measures, and closes them again. */
export async function withListPages<Result>(
  { product }: Environment,
  measure: (pages: ListPages) => Promise<Result>,
): Promise<Result> {
  const account = await signUp(product.url, "browser");
  await fill(product.url, account, taskCount, (index) => `Task ${index}`);
  const client = createHttpClient();
  const snapshot = await client.send("GET", `${product.url}/api/v1/snapshot`, account.headers);
  client.close();
  const server = await serveBareList(expectStatus(snapshot, 200).body);
  const browser = await chromium.launch(chromiumOptions());
  try {
    const { cookie } = account;
    return await measure({
      ours: await openListPage(browser, { url: product.url, cookie, addKey: "q" }),
      bare: await openListPage(browser, { url: server.url }),
    });
  } finally {
    await browser.close();
    await server.stop();
  }
}
