import type { Environment } from "./environment.ts";
import { withListPages, type ListPages } from "./list-pages.ts";
import type { ListPage } from "./list-page.ts";
import { ms, type Row } from "./row.ts";
import { median, rounds } from "./statistics.ts";

const roundCount = 15;
const frameMs = 1_000 / 60;

/** Rows 13 to 15: the web app with 10,000 tasks, against a bare React list with the same rows. */
export async function benchWebApp(environment: Environment): Promise<Row[]> {
  return withListPages(environment, async (pages) => [
    ...(await compareTyping(pages)),
    await compareOpening(pages),
    await compareScrolling(pages),
  ]);
}

/** Both in turn, many times; the first time warms up. */
async function inTurn<Result>(
  { ours, bare }: ListPages,
  count: number,
  measure: (list: ListPage, round: number) => Promise<Result>,
): Promise<{ ours: Result[]; bare: Result[] }> {
  const pairs = await rounds(count + 1, async (round) => ({
    ours: await measure(ours, round),
    bare: await measure(bare, round),
  }));
  const counted = pairs.slice(1);
  return { ours: counted.map((pair) => pair.ours), bare: counted.map((pair) => pair.bare) };
}

function timeRow(
  number: string,
  measure: string,
  times: { ours: number[]; bare: number[] },
  atMost: number,
): Row {
  const [ours, bare] = [median(times.ours), median(times.bare)];
  return {
    number,
    measure,
    ours: ms(ours),
    reference: ms(bare),
    ratio: ours / bare,
    target: { atMost },
  };
}

async function compareTyping(pages: ListPages): Promise<Row[]> {
  const times = await inTurn(pages, roundCount, async (list, round) => {
    const title = `Added ${round}`;
    return { typed: await list.typeTitle(title), added: await list.addTyped(title) };
  });
  const of = (what: "typed" | "added") => ({
    ours: times.ours.map((time) => time[what]),
    bare: times.bare.map((time) => time[what]),
  });
  return [
    timeRow("13", "letter typed -> painted, with 10,000 tasks", of("typed"), 2),
    timeRow("13", "Enter -> painted task, of 10,000", of("added"), 2),
  ];
}

async function compareOpening(pages: ListPages): Promise<Row> {
  const newest = `Added ${roundCount}`;
  const times = await inTurn(pages, roundCount, (list) => list.reopen(newest));
  return timeRow("14", "open a view of 10,000 tasks", times, 2);
}

/** Frames that came in time, of those that there was time for. */
function share(times: readonly number[]): number {
  const duration = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const possible = Math.round(duration / frameMs);
  return (times.length - 1) / possible;
}

async function compareScrolling(pages: ListPages): Promise<Row> {
  const frames = await inTurn(pages, 7, (list) => list.scroll());
  const [ours, bare] = [median(frames.ours.map(share)), median(frames.bare.map(share))];
  const perSecond = (inTime: number): string => `${(inTime * 60).toFixed(1)} frames/s`;
  return {
    number: "15",
    measure: "scroll through 10,000 tasks",
    ours: perSecond(ours),
    reference: perSecond(bare),
    ratio: ours / bare,
    target: { atLeast: 0.95 },
  };
}
