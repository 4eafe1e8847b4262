export type DayUnit = "days" | "weeks" | "months" | "years";

/** A length of time, of days and longer units or of minutes. */
export type Amount = { [Unit in DayUnit | "workdays"]?: number } & { minutes?: number };
