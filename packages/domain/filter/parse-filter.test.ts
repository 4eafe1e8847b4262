import { describe, expect, test } from "vitest";
import { filterProblemWords } from "./filter-problem-words.ts";
import { parseFilter } from "./parse-filter.ts";
import { printFilter } from "./print-filter.ts";

function printed(text: string): string {
  const result = parseFilter(text);
  return "filter" in result ? printFilter(result.filter) : filterProblemWords(result.problem);
}

test.each([
  ["today | overdue", "today | overdue"],
  ["today or overdue", "today | overdue"],
  ["today || late", "today | overdue"],
  ["#home & !high", "#home & !high"],
  ["#HOME !High", "#home & !high"],
  ["p:urgent,high", "priority:high,urgent"],
  ["prio = !high , low", "priority:low,high"],
  ["priority >= high", "priority:high,urgent"],
  ["p > none", "has priority"],
  ["p < low", "no priority"],
  ["due < fri", "due < fri"],
  ["due before Friday", "due < fri"],
  ["due by 2026-12-24", "due <= 2026-12-24"],
  ["due:next week", "due: next week"],
  ["due: 2026-12", "due: 2026-12"],
  ["due 24 dec", "due: 24 dec"],
  ["due: december 24 2027", "due: 2027-12-24"],
  ["due: 2026-1-5", "due: 2026-01-05"],
  ["due: today", "today"],
  ["fri", "due: fri"],
  ["next 7 days", "due: next 7 days"],
  ["in 3 days", "due: 3 days"],
  ["due < +2w", "due < 2 weeks"],
  ["due > -1 day", "due > yesterday"],
  ["created: 0 days", "created: today"],
  ["created since last month", "created >= last month"],
  ["added > 3 days ago", "created > 3 days ago"],
  ["changed yesterday", "updated: yesterday"],
  ["due: mon..fri", "due: mon..fri"],
  ["due: 2026-12-01 .. 24 dec", "due: 2026-12-01..24 dec"],
  ["no date", "no date"],
  ["without due date", "no date"],
  ["has notes", "has notes"],
  ["with time", "has time"],
  ["no tags", "no tags"],
  ["no priority", "no priority"],
  ["has priority", "has priority"],
  ["-#work", "-#work"],
  ["not #work", "-#work"],
  ["!#work", "-#work"],
  ["! overdue", "-overdue"],
  ["!!high", "-!high"],
  ["- - #work", "#work"],
  ["tag:home,work", "#home | #work"],
  ["overdue tag: home,#work", "overdue & (#home | #work)"],
  ['"exact words"', '"exact words"'],
  ["“exact words”", '"exact words"'],
  [String.raw`"say \"hi\" \\ bye"`, String.raw`"say \"hi\" \\ bye"`],
  ["repeating", "recurring"],
  ["completed", "completed"],
  ["completed today", "completed: today"],
  ["completed today | done #x", "completed: today | completed & #x"],
  ["completed & today", "completed & today"],
  ["done > last week", "completed > last week"],
  ["open", "open"],
  ["a:b", 'Unknown word “a”. To find it in the text of tasks, put it in quotes: "a".'],
  ["(today | overdue) & #home", "(today | overdue) & #home"],
  ["today | overdue & #home", "today | overdue & #home"],
  ["-(today | overdue) #home", "-(today | overdue) & #home"],
  ["-(today & #home)", "-(today & #home)"],
  ["((today))", "today"],
  ["#größe-xl", "#größe-xl"],
])("%s is %s", (text, expected) => {
  expect(printed(text)).toBe(expected);
});

describe("a mistake", () => {
  test.each([
    ["prioity:high", 0, 7, "Unknown word “prioity”. Did you mean “priority”?"],
    ["#home & tody", 8, 12, "Unknown word “tody”. Did you mean “today”?"],
    [
      "milk",
      0,
      4,
      'Unknown word “milk”. To find it in the text of tasks, put it in quotes: "milk".',
    ],
    [
      "p:hihg",
      2,
      6,
      "Here comes none, low, medium, high or urgent, not “hihg”. Did you mean “high”?",
    ],
    ["p:", 2, 2, "Here comes none, low, medium, high or urgent."],
    ["p < none", 2, 8, "No priority is “< none”."],
    ["p < low,high", 2, 12, undefined],
    ["due:", 4, 4, "Here comes a date, such as fri, next week or 2026-12-24."],
    ["due < fridy", 6, 11, undefined],
    [
      "due: 3 dyas",
      7,
      11,
      "Here comes days, weeks, months or years, not “dyas”. Did you mean “days”?",
    ],
    ["due: 2026-02-30", 5, 15, "There is no date “2026-02-30”."],
    ["due: 30 feb", 5, 11, "There is no date “30 feb”."],
    ["due: feb 29 2027", 5, 16, "There is no date “feb 29 2027”."],
    ["due: next fortnight", 10, 19, undefined],
    ["due: next week..fri", 5, 19, undefined],
    ["no idea", 3, 7, "Here comes date, time, priority, tags or notes, not “idea”."],
    ["today &", 7, 7, "Here comes a condition, such as today, #tag or !high."],
    ["| today", 0, 1, "Here comes a condition, such as today, #tag or !high, not “|”."],
    ["", 0, 0, "Here comes a condition, such as today, #tag or !high."],
    ["()", 1, 2, undefined],
    ["(today", 0, 1, "The parenthesis that opens here is not closed."],
    ["today)", 5, 6, "This parenthesis closes none that is open."],
    ["today, overdue", 5, 6, undefined],
    ["(today, overdue)", 6, 7, undefined],
    ['"milk', 0, 5, "The quote that opens here is not closed."],
    ['today "', 6, 7, "The quote that opens here is not closed."],
    ['""', 0, 2, undefined],
    ["#", 0, 1, "Here comes the name of a tag."],
    [`#${"x".repeat(31)}`, 0, 32, undefined],
    ["today @ home", 6, 7, '“@” means nothing here. Text stands in quotes: "a & b".'],
    ["today = #home", 6, 7, undefined],
    ["constructor", 0, 11, undefined],
    ["due: constructor", 5, 16, undefined],
    [`${"(".repeat(21)}today${")".repeat(21)}`, 20, 21, "Parentheses go at most 20 deep."],
    [`${"today ".repeat(84)}`, 500, 504, "A query has at most 500 characters."],
  ])("in %s is told with its place", (text, start, end, words) => {
    const result = parseFilter(text);
    if ("filter" in result) throw new Error(`${text} was understood`);
    expect(result.problem).toMatchObject({ start, end });
    if (words !== undefined) expect(filterProblemWords(result.problem)).toBe(words);
  });
});
