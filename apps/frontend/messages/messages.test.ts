import { describe, expect, it } from "vitest";
import { formatMinutes, formatWeekday } from "./format.ts";
import { m as all } from "./all-messages.ts";
import { loadAllMessages, loadMessages, m, pickLanguage } from "./messages.ts";

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
    await loadAllMessages();
    expect(formatMinutes(90)).toBe("90 minutes");
    expect(all.reminders.andMore(["A", "B"], 3)).toBe("A, B, and 3 more");
    await loadMessages("en", ["de", "en-GB"]);
    expect(all.reminders.andMore(["A", "B"], 3)).toBe("A, B and 3 more");
    await loadMessages("de");
    expect(formatMinutes(2_880)).toBe("2 Tage");
    expect(formatWeekday(1, "long")).toBe("Montag");
    expect(formatWeekday(7, "short")).toBe("So");
    expect(all.reminders.comesAgain(60)).toBe("Kommt in 1 Stunde wieder");
    expect(all.reminders.andMore(["A", "B"], 3)).toBe("A, B und 3 weitere");
  });
});

describe("all messages", () => {
  it("have those of the first page among them", async () => {
    await loadMessages("en");
    await loadAllMessages();
    expect(all.tasks).toMatchObject(m.tasks);
    expect(all.tasks.task).toBe("Task");
  });

  it("are there before anything is said in a language that is chosen later", async () => {
    await loadMessages("en");
    await loadAllMessages();
    await loadMessages("de");
    expect([m.common.save, all.common.save, all.settings.title]).toEqual([
      "Speichern",
      "Speichern",
      "Einstellungen",
    ]);
  });

  it("are of the language that was chosen while they were loaded", async () => {
    await loadMessages("en");
    await Promise.all([loadAllMessages(), loadMessages("de"), loadAllMessages()]);
    expect([m.common.save, all.settings.title]).toEqual(["Speichern", "Einstellungen"]);
  });
});
