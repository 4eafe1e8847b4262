import { type SQL, sql } from "drizzle-orm";

/** What a column may hold, for the database to refuse anything else. All are null for null, which passes. */

const dateForm =
  "^(19[7-9]\\d|[2-9]\\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z)?$";
// The semicolon as its number: drizzle-kit would end the statement there.
const ruleForm =
  "^(RSCALE=GREGORIAN\\u003b)?FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)(\\u003b[A-Z]+=[-+A-Z0-9,]+)*$";

/** A due date as it is written: a day that the calendar has, or an instant in UTC with milliseconds. */
export function isDueDate(column: string): SQL {
  const lastDay = `make_date(substr(${column}, 1, 4)::int, substr(${column}, 6, 2)::int, 1) + interval '1 month' - interval '1 day'`;
  return sql.raw(
    `case when ${column} ~ '${dateForm}' then substr(${column}, 9, 2)::int <= extract(day from ${lastDay}) else ${column} is null end`,
  );
}

/** An instant of the years 1970 to 9999; infinity is none. */
export function isInYears(column: string): SQL {
  return sql.raw(`${column} between '1970-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'`);
}

/** The form of a rule, as `write-rrule.ts` of the domain writes it, in at most this many characters. */
export function isRule(column: string, maxLength: number): SQL {
  return sql.raw(`${column} ~ '${ruleForm}' and length(${column}) <= ${maxLength}`);
}

/** `least` and `most` as SQL writes them. */
export function isBetween(column: string, least: number | string, most: number | string): SQL {
  return sql.raw(`${column} between ${least} and ${most}`);
}

export function isOneOf(column: string, values: readonly string[]): SQL {
  return sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(", ")})`);
}
