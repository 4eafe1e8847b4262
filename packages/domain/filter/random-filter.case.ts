import { priorities, weekdays } from "@pakaura/contract/task";
import fc from "fast-check";
import { normaliseTag } from "../tags.ts";
import type { DayWords, Filter, When } from "./filter.ts";

const dates = fc
  .integer({ min: -700, max: 1_500 })
  .map((days) => Temporal.PlainDate.from("2026-11-26").add({ days }).toString());
const units = ["day", "week", "month", "year"] as const;

const day: fc.Arbitrary<DayWords> = fc.oneof(
  dates.map((date) => ({ kind: "date" as const, date })),
  fc.record({
    kind: fc.constant("offset" as const),
    count: fc.integer({ min: -99, max: 99 }).map((count) => (count === 0 ? 0 : count)),
    unit: fc.constantFrom(...units),
  }),
  fc.record({ kind: fc.constant("weekday" as const), weekday: fc.constantFrom(...weekdays) }),
  fc.record({
    kind: fc.constant("annual" as const),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 29 }),
  }),
);

const when: fc.Arbitrary<When> = fc.oneof(
  { weight: 4, arbitrary: day },
  dates.map((date) => ({ kind: "month" as const, month: date.slice(0, 7) })),
  fc.record({
    kind: fc.constant("period" as const),
    which: fc.constantFrom("last", "this", "next"),
    unit: fc.constantFrom("week", "month", "year"),
  }),
  fc.record({
    kind: fc.constant("span" as const),
    which: fc.constantFrom("last", "next"),
    count: fc.integer({ min: 0, max: 99 }),
    unit: fc.constantFrom(...units),
  }),
  fc.record({ kind: fc.constant("range" as const), from: day, to: day }),
);

/** Conditions that are no lists; `tags` and `texts` are what tasks of the test may have. */
function conditions(tags: readonly string[], texts: readonly string[]): fc.Arbitrary<Filter> {
  const tag = fc.oneof(
    fc.constantFrom(...tags),
    fc.string({ unit: "grapheme", maxLength: 8 }).filter((text) => normaliseTag(text) === text),
  );
  return fc.oneof(
    fc.record({
      kind: fc.constant("state" as const),
      state: fc.constantFrom("overdue", "completed", "open", "recurring"),
    }),
    fc.record({
      kind: fc.constant("has" as const),
      feature: fc.constantFrom("date", "time", "tags", "notes"),
      isThere: fc.boolean(),
    }),
    tag.map((name) => ({ kind: "tag" as const, tag: name })),
    fc
      .subarray([...priorities], { minLength: 1 })
      .map((chosen) => ({ kind: "priority" as const, priorities: chosen })),
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("date" as const),
        field: fc.constantFrom("due", "created", "updated", "completed"),
        comparison: fc.constantFrom("=", "<", "<=", ">", ">="),
        when,
      }),
    },
    fc
      .oneof(
        fc.constantFrom(...texts),
        fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => text.trim() !== ""),
      )
      .map((text) => ({ kind: "text" as const, text })),
  );
}

/** Filters as the parser makes them. */
export function randomFilter(
  tags: readonly string[] = ["home", "work"],
  texts: readonly string[] = ["milk"],
): fc.Arbitrary<Filter> {
  const { filter } = fc.letrec<{ filter: Filter }>((tie) => {
    const parts = fc.array(tie("filter"), { minLength: 2, maxLength: 4 });
    const list = (kind: "and" | "or") =>
      parts.map((items): Filter => ({
        kind,
        parts: items.flatMap((item) => (item.kind === kind ? item.parts : [item])),
      }));
    return {
      filter: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        conditions(tags, texts),
        list("and"),
        list("or"),
        tie("filter").map((part): Filter =>
          part.kind === "not" ? part.part : { kind: "not", part },
        ),
      ),
    };
  });
  return filter;
}
