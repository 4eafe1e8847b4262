import type { Dateish, DateishKind } from "./dateish.ts";
import type { Token } from "./tokens.ts";

/** True for a run that holds something that would say when by itself. */
export function hasAnchor(run: readonly Dateish[], isAfter: boolean): boolean {
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

export function isOneOf(one: Dateish | undefined, kinds: readonly DateishKind[]): boolean {
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

export function isDayAndMonth(left: string, right: string): boolean {
  const [one, other] = [Number(left), Number(right)];
  const isDate = Math.min(one, other) <= 12 && Math.max(one, other) <= 31 && one * other > 0;
  return isDate && !(left === "24" && right === "7");
}
