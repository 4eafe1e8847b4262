/** What stands where something else was expected. */
export type Expected =
  | "condition"
  | "date"
  | "feature"
  | "period"
  | "priority"
  | "tag"
  | "unit"
  /** After a whole condition: another one, `&`, `|` or the end. */
  | "joint";

/** Why a text is no query, and where: `start` and `end` are indices into the text. */
export type FilterProblem = { start: number; end: number } & (
  | { code: "expected"; expected: Expected; word: string; suggestion?: string }
  | { code: "unknown_word"; word: string; suggestion?: string }
  | { code: "unexpected_character"; word: string }
  | { code: "comma" }
  | { code: "unclosed_quote" }
  | { code: "unclosed_parenthesis" }
  | { code: "unopened_parenthesis" }
  | { code: "no_such_date"; word: string }
  | { code: "not_a_tag"; word: string }
  | { code: "nothing_fits"; word: string }
  | { code: "too_long"; limit: number }
  | { code: "too_deep"; limit: number }
);

/** Thrown inside the parser only; `parseFilter` answers its problem. */
export class FilterError extends Error {
  readonly problem: FilterProblem;

  constructor(problem: FilterProblem) {
    super(problem.code);
    this.problem = problem;
  }
}
