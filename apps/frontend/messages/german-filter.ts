import type { Expected, FilterProblem } from "@pakaura/domain/filter/filter-problem";

const expectedWords: Record<Expected, string> = {
  condition: "eine Bedingung, etwa today, #tag oder !high",
  date: "ein Datum, etwa fri, next week oder 2026-12-24",
  feature: "date, time, priority, tags oder notes",
  period: "week, month, year oder eine Zahl von Tagen",
  priority: "none, low, medium, high oder urgent",
  tag: "der Name eines Tags",
  unit: "days, weeks, months oder years",
  joint: "&, | oder das Ende",
};

/** Why a query is none, in German. The words of the language itself are the same everywhere. */
export function germanFilterProblem(problem: FilterProblem): string {
  switch (problem.code) {
    case "expected": {
      const found = problem.word === "" ? "" : `, nicht „${problem.word}“`;
      const hint = problem.suggestion === undefined ? "" : ` Gemeint ist „${problem.suggestion}“?`;
      return `Hier kommt ${expectedWords[problem.expected]}${found}.${hint}`;
    }
    case "unknown_word":
      return problem.suggestion === undefined
        ? `„${problem.word}“ ist unbekannt. Im Text von Aufgaben wird mit Anführungszeichen gesucht: "${problem.word}".`
        : `„${problem.word}“ ist unbekannt. Gemeint ist „${problem.suggestion}“?`;
    case "unexpected_character":
      return `„${problem.word}“ bedeutet hier nichts. Text steht in Anführungszeichen: "a & b".`;
    case "comma":
      return "Ein Komma steht zwischen Werten, wie in p:high,urgent. Zwischen Bedingungen steht | (oder) oder & (und).";
    case "unclosed_quote":
      return "Dieses Anführungszeichen wird nicht geschlossen.";
    case "unclosed_parenthesis":
      return "Diese Klammer wird nicht geschlossen.";
    case "unopened_parenthesis":
      return "Diese Klammer schließt keine offene.";
    case "no_such_date":
      return `Das Datum „${problem.word}“ gibt es nicht.`;
    case "not_a_tag":
      return `„${problem.word}“ ist kein Tag: Tags haben 1 bis 30 Buchstaben, Ziffern und Bindestriche.`;
    case "nothing_fits":
      return `Keine Priorität ist „${problem.word}“.`;
    case "too_long":
      return `Eine Abfrage hat höchstens ${problem.limit} Zeichen.`;
    case "too_deep":
      return `Klammern gehen höchstens ${problem.limit} tief.`;
    default:
      return problem satisfies never;
  }
}
