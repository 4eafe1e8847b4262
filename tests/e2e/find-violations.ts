import type { Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

const options: RunOptions = {
  runOnly: {
    type: "tag",
    values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  },
  rules: {
    // An open menu belongs to its button, and is in no landmark.
    region: { enabled: false },
    // "Mon" shows Monday, and is no other name.
    "label-content-name-mismatch": { enabled: false },
  },
  // Telling what passed takes longer than looking; style sheets are fetched for rules that are not among these.
  resultTypes: ["violations"],
  preload: { assets: ["media"] },
};

/** What a menu or a calendar covers in part has its size again when that is closed. */
const liesBeneath = /^target-size .*partially obscured/s;

/**
 * What axe finds on the page, in a line each. It is put onto a page once, however often that is looked at: with that,
 * and without what passed, a look takes a quarter of the time.
 */
export async function findViolations(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(axe.source);
  const found = await page.evaluate(async (wanted) => {
    const { violations } = await window.axe.run(document, wanted);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary ?? ""}`,
      ),
    );
  }, options);
  return found.filter((finding) => !liesBeneath.test(finding));
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
