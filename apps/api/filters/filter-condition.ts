import type { DateField, Feature } from "@pakaura/domain/filter/filter";
import type { Condition } from "@pakaura/domain/filter/resolve-filter";
import { priorityRank } from "@pakaura/domain/priority";
import type { SqlValues } from "../http/sql-values.ts";

/**
 * A filter as a condition on tasks (alias `t`). It is true or false and never null, so that `not`
 * means the same here as it does in `matchFilter`.
 */
export function filterCondition(condition: Condition, values: SqlValues): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return `(${condition.parts.map((part) => filterCondition(part, values)).join(` ${condition.kind} `)})`;
    case "not":
      return `not ${filterCondition(condition.part, values)}`;
    case "overdue": {
      const now = values.add(condition.now, "timestamptz");
      return `(t.completed_at is null and t.due_at is not null and t.due_at < ${now})`;
    }
    case "completed":
      return "(t.completed_at is not null)";
    case "recurring":
      return "exists (select from recurrence_rules r where r.id = t.recurrence_rule_id and r.active)";
    case "has":
      return features[condition.feature];
    case "tag":
      return `(t.tags @> ${values.add([condition.tag], "text[]")})`;
    case "priority":
      return `(t.priority = any(${values.add(condition.priorities.map(priorityRank), "smallint[]")}))`;
    case "between":
      return between(columns[condition.field], condition, values);
    case "text":
      return condition.pattern === null
        ? "true"
        : `(t.search_text like ${values.add(condition.pattern, "text")})`;
  }
}

const columns: Record<DateField, string> = {
  due: "t.due_at",
  created: "t.created_at",
  updated: "t.updated_at",
  completed: "t.completed_at",
};

const features: Record<Feature, string> = {
  date: "(t.due_at is not null)",
  time: "(t.due_at is not null and t.due_on is null)",
  tags: "(cardinality(t.tags) > 0)",
  notes: "(t.notes <> '')",
};

function between(
  column: string,
  { from, to }: { from: string | null; to: string | null },
  values: SqlValues,
): string {
  const bounds = [
    `${column} is not null`,
    ...(from === null ? [] : [`${column} >= ${values.add(from, "timestamptz")}`]),
    ...(to === null ? [] : [`${column} <= ${values.add(to, "timestamptz")}`]),
  ];
  return `(${bounds.join(" and ")})`;
}
