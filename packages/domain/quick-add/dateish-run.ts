import { dateishKind, type Dateish } from "./dateish.ts";
import type { Candidate, Reading } from "./candidate.ts";
import type { Token } from "./tokens.ts";
import { isNearlyAName } from "./typing-errors.ts";

/** So many tokens beside a phrase are looked at. */
const furthest = 10;

/** Phrases that stand beside each other, and say one thing together. */
export type Cluster = { members: Candidate[]; from: number; to: number };

/** The tokens like dates that lie beside a cluster, in the order of the text. */
export function runBeside(
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
export function isKept({ kept }: Reading, { start, end }: Token): boolean {
  return kept.some((span) => span.start < end && start < span.end);
}

export function isUsed(used: readonly Candidate[], at: number): boolean {
  return used.some(({ from, to }) => from <= at && at < to);
}

export function dateishAt({ tokens, lexicons }: Reading, at: number): Dateish | null {
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
