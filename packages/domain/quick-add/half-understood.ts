import { hasAnchor, isDayAndMonth, isOneOf } from "./dateish-anchor.ts";
import { dateishAt, isKept, isUsed, runBeside, type Cluster } from "./dateish-run.ts";
import type { Dateish } from "./dateish.ts";
import { isGap, whenKinds, type Candidate, type Reading } from "./candidate.ts";

/**
 * The phrases that say when of which only a part was understood, because beside them stands
 * something like a date that was not: in "every april 1st and december 24th" all of them. Of a time
 * alone, it is enough that such a thing stands anywhere: "Party 12/18 with Ann at 6am".
 */
export function halfUnderstood(reading: Reading, used: readonly Candidate[]): Candidate[] {
  const clusters = clustersOf(reading, used);
  const halves = clusters.filter(
    (cluster, index) =>
      isHalfBefore(reading, cluster, used) ||
      isHalfAfter(reading, cluster, used) ||
      isJoinedTo(reading, cluster, clusters[index + 1]) ||
      isJoinedTo(reading, clusters[index - 1], cluster),
  );
  if (halves.length > 0) return halves.flatMap(({ members }) => members);
  const isTimeAlone =
    clusters.length > 0 &&
    clusters.every(({ members }) => members.every(({ phrase }) => phrase.kind === "time"));
  if (!isTimeAlone || !hasLooseDay(reading, used)) return [];
  return clusters.flatMap(({ members }) => members);
}

function clustersOf({ text }: Reading, used: readonly Candidate[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const candidate of used) {
    if (!whenKinds.has(candidate.phrase.kind)) continue;
    const last = clusters.at(-1);
    const end = last?.members.at(-1)?.end ?? 0;
    if (last && isGap(text.slice(end, candidate.start))) {
      last.members.push(candidate);
      last.to = candidate.to;
    } else clusters.push({ members: [candidate], from: candidate.from, to: candidate.to });
  }
  return clusters;
}

/** True where nothing but "and" or the like stands before another day: "april 1st and december 24th". */
function isJoinedTo(reading: Reading, one: Cluster | undefined, other: Cluster | undefined) {
  const first = other?.members[0];
  if (one === undefined || other === undefined || first === undefined) return false;
  const between = reading.tokens.slice(one.to, other.from);
  const areJoins = between.every((_token, index) => {
    const kind = dateishAt(reading, one.to + index)?.kind;
    return kind === "join" || kind === "at" || kind === "or" || kind === "of" || kind === "sign";
  });
  const isSameKind = one.members.some(({ phrase }) => phrase.kind === first.phrase.kind);
  return areJoins && (isSameKind || first.phrase.kind === "date");
}

function isHalfBefore(reading: Reading, cluster: Cluster, used: readonly Candidate[]): boolean {
  const run = runBeside(reading, cluster, used, -1);
  const last = run.at(-1)?.kind;
  if (last === "limit" || last === "every" || last === "except") return true;
  // "On 1 and 15 december", "a week" and a day.
  if (isCountBefore(reading, run)) return true;
  // "Week from monday" may be any week.
  const isFrom = reading.lexicons.some(({ fromDay }) => fromDay(reading.tokens, cluster.from));
  if (last === "unit" && isFrom) return true;
  // "Mon wed fri 6am", of which "fri 6am" was read.
  const first = cluster.members[0]?.phrase;
  const isWeekday = first?.kind === "date" && first.openIn === "week";
  // "The first friday", of which month is not said.
  if (isWeekday && (last === "position" || last === "which")) return true;
  if (isWeekday && run.slice(-2).some(({ kind }) => kind === "maybe-day")) return true;
  // "The end of each quarter", of which only "each quarter" was read.
  const isSeries = first?.kind === "recurrence";
  if (isSeries && (last === "of" || isEdgeBefore(reading, cluster.from))) return true;
  return hasAnchor(run, false);
}

function isHalfAfter(reading: Reading, cluster: Cluster, used: readonly Candidate[]): boolean {
  const run = runBeside(reading, cluster, used, 1);
  const [first] = run;
  const isSeries = cluster.members.some(({ phrase }) => phrase.kind === "recurrence");
  if (reading.lexicons.some(({ fromNow }) => fromNow(reading.tokens, cluster.to))) return true;
  if (first === undefined) return isSeries && isLengthAt(reading, cluster.to);
  if (isSeries && (first.kind === "except" || first.kind === "limit")) return true;
  if (first.kind === "unit" || first.kind === "mark") return true;
  // "Friday 8" at the end: a day, a time, or neither.
  const after = reading.tokens[first.at + 1];
  const isAlone = after === undefined || /^[.,;!?)]$/u.test(after.text);
  if (first.kind === "number" && isAlone && first.token.text.length <= 4) return true;
  return hasAnchor(run, true) || (isSeries && isLengthAt(reading, cluster.to));
}

/** True for a run that ends with "1 and", or with "a week". */
function isCountBefore({ tokens, lexicons }: Reading, run: readonly Dateish[]): boolean {
  const [last, before] = [run.at(-1), run.at(-2)];
  if (last === undefined) return false;
  const isAnd = lexicons.some(({ and }) => and(tokens, last.at) !== null) || last.kind === "or";
  if (isAnd) return isOneOf(before, ["number"]);
  const isOne = lexicons.some(({ numbers }) => numbers(tokens, last.at - 1) !== null);
  const isFor = lexicons.some(({ during }) => during(tokens, last.at - 2) !== null);
  return last.kind === "unit" && isOne && !isFor;
}

/** True behind "end" or "end of". */
function isEdgeBefore({ tokens, lexicons }: Reading, at: number): boolean {
  return lexicons.some(({ edges }) =>
    [1, 2, 3].some((back) => edges(tokens, at - back)?.end === at),
  );
}

/** True before "for 10 nights" behind a series, which would be its end. */
function isLengthAt({ tokens, lexicons }: Reading, at: number): boolean {
  return lexicons.some(({ during, numbers }) => {
    const end = during(tokens, at)?.end;
    if (end === undefined) return false;
    return tokens[end]?.kind === "number" || numbers(tokens, end) !== null;
  });
}

/** True when a day stands somewhere in the title: "monday meeting at 5pm". */
function hasLooseDay(reading: Reading, used: readonly Candidate[]): boolean {
  const { tokens, lexicons } = reading;
  return tokens.some((token, at) => {
    if (isUsed(used, at) || isKept(reading, token)) return false;
    const found = dateishAt(reading, at);
    const isAdverb = lexicons.some(({ adverbs }) => adverbs(tokens, at) !== null);
    if (found?.kind === "day") return !isAdverb && !isNamed(reading, at);
    if (found?.kind !== "number") return false;
    const [sign, second, third] = [tokens[at + 1], tokens[at + 2], tokens[at + 3]];
    if (sign?.text === "/" && sign.isGlued && second?.kind === "number" && second.isGlued)
      return isDayAndMonth(token.text, second.text) && !(third?.isGlued && third.kind !== "sign");
    return [at - 1, at + 1].some((beside) => {
      const other = tokens[beside] === undefined ? null : dateishAt(reading, beside);
      return other?.kind === "month" && Number(token.text) <= 31;
    });
  });
}

/** "The Sunday Times", "Black Friday". */
function isNamed({ tokens, lexicons }: Reading, at: number): boolean {
  return lexicons.some(
    ({ the, blockers }) => the(tokens, at - 1)?.end === at || blockers(tokens, at - 1)?.end === at,
  );
}
