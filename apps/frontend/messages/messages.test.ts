import { describe, expect, it } from "vitest";
import { formatMinutes, formatWeekday } from "./format.ts";
import { loadMessages, m, pickLanguage } from "./messages.ts";

describe("the language", () => {
  it.each([
    [["de-AT", "en"], "de"],
    [["fr-FR", "de", "en"], "de"],
    [["EN-us"], "en"],
    [["ja"], "en"],
    [[], "en"],
  ] as const)("for a browser that prefers %j is %s", (preferred, language) => {
    expect(pickLanguage(preferred)).toBe(language);
  });
});

describe("messages", () => {
  it("count by the rules of the language", async () => {
    await loadMessages("en");
    expect([0, 1, 2].map(m.tasks.count)).toEqual(["0 tasks", "1 task", "2 tasks"]);
    await loadMessages("de");
    expect([0, 1, 1_200].map(m.tasks.count)).toEqual(["0 Aufgaben", "1 Aufgabe", "1.200 Aufgaben"]);
  });

  it("write times, days and lists as the language does", async () => {
    await loadMessages("en");
    expect(formatMinutes(90)).toBe("90 minutes");
    expect(m.reminders.andMore(["A", "B"], 3)).toBe("A, B, and 3 more");
    await loadMessages("en", ["de", "en-GB"]);
    expect(m.reminders.andMore(["A", "B"], 3)).toBe("A, B and 3 more");
    await loadMessages("de");
    expect(formatMinutes(2_880)).toBe("2 Tage");
    expect(formatWeekday(1, "long")).toBe("Montag");
    expect(formatWeekday(7, "short")).toBe("So");
    expect(m.reminders.comesAgain(60)).toBe("Kommt in 1 Stunde wieder");
    expect(m.reminders.andMore(["A", "B"], 3)).toBe("A, B und 3 weitere");
  });
});
