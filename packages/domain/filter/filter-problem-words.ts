import type { Expected, FilterProblem } from "./filter-problem.ts";

const expectedWords: Record<Expected, string> = {
  condition: "a condition, such as today, #tag or !high",
  date: "a date, such as fri, next week or 2026-12-24",
  feature: "date, time, priority, tags or notes",
  period: "week, month, year or a number of days",
  priority: "none, low, medium, high or urgent",
  tag: "the name of a tag",
  unit: "days, weeks, months or years",
  joint: "&, | or the end",
};

/** The problem as a sentence in English. */
export function filterProblemWords(problem: FilterProblem): string {
  switch (problem.code) {
    case "expected": {
      const found = problem.word === "" ? "" : `, not “${problem.word}”`;
      const hint = problem.suggestion === undefined ? "" : ` Did you mean “${problem.suggestion}”?`;
      return `Here comes ${expectedWords[problem.expected]}${found}.${hint}`;
    }
    case "unknown_word":
      return problem.suggestion === undefined
        ? `Unknown word “${problem.word}”. To find it in the text of tasks, put it in quotes: "${problem.word}".`
        : `Unknown word “${problem.word}”. Did you mean “${problem.suggestion}”?`;
    case "unexpected_character":
      return `“${problem.word}” means nothing here. Text stands in quotes: "a & b".`;
    case "comma":
      return "A comma stands between values, as in p:high,urgent. Between conditions write | (or) or & (and).";
    case "unclosed_quote":
      return "The quote that opens here is not closed.";
    case "unclosed_parenthesis":
      return "The parenthesis that opens here is not closed.";
    case "unopened_parenthesis":
      return "This parenthesis closes none that is open.";
    case "no_such_date":
      return `There is no date “${problem.word}”.`;
    case "not_a_tag":
      return `“${problem.word}” is no tag: a tag has 1 to 30 letters, digits and hyphens.`;
    case "nothing_fits":
      return `No priority is “${problem.word}”.`;
    case "too_long":
      return `A query has at most ${problem.limit} characters.`;
    case "too_deep":
      return `Parentheses go at most ${problem.limit} deep.`;
    default:
      return problem satisfies never;
  }
}
