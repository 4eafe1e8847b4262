import { describe, expect, it } from "vitest";
import { isTitleAlone, judge, typedLines, type Verdict } from "./typed-lines.case.ts";

const files = ["typed-lines.jsonl", "more-typed-lines.jsonl", "typed-titles.jsonl"];
const languages = { English: ["en", "us"], German: ["de"] };

describe.each(files)("the lines of %s", (file) => {
  const verdicts = typedLines(file).map(judge);

  it.each(Object.entries(languages))("are right as a whole in %s: 97 of 100", (_name, langs) => {
    const own = verdicts.filter(({ line }) => langs.includes(line.lang));
    expectShare(own, ({ verdict }) => verdict !== "right", 0.03);
  });

  it("stay title where they say no more: 99 of 100", () => {
    const titles = verdicts.filter(({ line }) => isTitleAlone(line));
    expectShare(titles, ({ verdict }) => verdict !== "right", 0.01);
  });

  it("give another date, time or rule than was meant: 1 of 100 at most", () => {
    expectShare(verdicts, ({ verdict }) => verdict === "wrong", 0.01);
  });
});

/** Fails with the list of what is wrong when it is more than a share of all. */
function expectShare(
  verdicts: readonly Verdict[],
  isWrong: (verdict: Verdict) => boolean,
  most: number,
): void {
  const wrong = verdicts
    .filter(isWrong)
    .map(({ line, verdict, got }) => `${verdict} (${line.lang}): ${line.text} => ${got}`);
  const isTooMuch = wrong.length > verdicts.length * most;
  expect(isTooMuch ? wrong : []).toEqual([]);
}
