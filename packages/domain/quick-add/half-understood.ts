import { isGap, whenKinds, type Candidate, type Reading } from "./find-phrases.ts";
import { dateishKind, type Dateish, type DateishKind } from "./dateish.ts";
import type { Token } from "./tokens.ts";
import { isNearlyAName } from "./typing-errors.ts";

/** So many tokens beside a phrase are looked at. */
const furthest = 10;

/** Phrases that stand beside each other, and say one thing together. */
type Cluster = { members: Candidate[]; from: number; to: number };

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

/** The tokens like dates that lie beside a cluster, in the order of the text. */
function runBeside(
  reading: Reading,
  cluster: Cluster,
  used: readonly Candidate[],
  step: 1 | -1,
): Dateish[] {
  const { tokens } = reading;
  const run: Dateish[] = [];
  for (let far = 0; far < furthest; far += 1) {
    const at = step === 1 ? cluster.to + far : cluster.from - 1 - far;
    const token = tokens[at];
    if (token === undefined || isUsed(used, at) || isKept(reading, token)) break;
    const found = dateishAt(reading, at);
    if (found === null) break;
    if (step === 1) run.push(found);
    else run.unshift(found);
  }
  return step === 1 ? run : withoutLength(reading, run);
}

/** "For 2 days" before a day is no part of it: "rent a car for 2 days tomorrow". */
function withoutLength({ tokens, lexicons }: Reading, run: readonly Dateish[]): Dateish[] {
  const [first, second] = run;
  const isFor = lexicons.some(({ during }) => during(tokens, (first?.at ?? 0) - 1) !== null);
  return run.slice(isFor && first?.kind === "number" && second?.kind === "unit" ? 2 : 0);
}

/** What the person took back is title, whatever it looks like. */
function isKept({ kept }: Reading, { start, end }: Token): boolean {
  return kept.some((span) => span.start < end && start < span.end);
}

function isUsed(used: readonly Candidate[], at: number): boolean {
  return used.some(({ from, to }) => from <= at && at < to);
}

function dateishAt({ tokens, lexicons }: Reading, at: number): Dateish | null {
  const token = tokens[at];
  if (token === undefined) return null;
  for (const words of lexicons) {
    const kind = dateishKind(tokens, at, words);
    if (kind !== null) return { kind, token, at };
  }
  return token.kind === "word" && isNearlyAName(token.text, lexicons)
    ? { kind: "day", token, at }
    : null;
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

/** True for a run that holds something that would say when by itself. */
function hasAnchor(run: readonly Dateish[], isAfter: boolean): boolean {
  return run.some(({ kind, token }, index) => {
    const [before, next] = [run[index - 1], run[index + 1]];
    if (kind === "day" || kind === "ordinal") return true;
    // "Mon-wed" are days, and "sun" alone may be none.
    if (kind === "maybe-day")
      return [next, run[index + 2]].some((one) => isOneOf(one, ["maybe-day", "day"]));
    if (kind === "unit")
      return isOneOf(before, ["number", "ordinal", "every", "which", "position"]);
    if (kind === "part")
      return isOneOf(before, ["every"]) || (isAfter && isOneOf(before, ["join", "at"]));
    if (kind === "or") return isAfter && index === 0 && isOneOf(next, ["number"]);
    if (kind === "number") {
      if (isOneOf(next, ["mark"]) || isOneOf(before, ["at"])) return true;
      return next !== undefined && isPair(token, next.token, run[index + 2]?.token, isAfter);
    }
    if (kind === "month")
      return [before, next].some((one) =>
        isOneOf(one, ["number", "limit", "join", "or", "of", "every", "in", "which"]),
      );
    return (
      kind === "every" && next !== undefined && !isOneOf(next, ["join", "at", "sign", "or", "of"])
    );
  });
}

function isOneOf(one: Dateish | undefined, kinds: readonly DateishKind[]): boolean {
  return one !== undefined && kinds.includes(one.kind);
}

/** "12/18", "24.12", "10:30", and behind a phrase "3-4" as well: "pages 3-4 tomorrow" is a title. */
function isPair(left: Token, sign: Token, right: Token | undefined, isAfter: boolean): boolean {
  if (!sign.isGlued || right?.kind !== "number" || !right.isGlued) return false;
  if (sign.text === ":") return right.text.length === 2;
  if (sign.text === "/") return Math.max(Number(left.text), Number(right.text)) <= 31;
  if (sign.text === ".") return isDayAndMonth(left.text, right.text);
  return isAfter;
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

function isDayAndMonth(left: string, right: string): boolean {
  const [one, other] = [Number(left), Number(right)];
  const isDate = Math.min(one, other) <= 12 && Math.max(one, other) <= 31 && one * other > 0;
  return isDate && !(left === "24" && right === "7");
}
