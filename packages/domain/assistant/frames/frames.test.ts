import { describe, expect, it } from "vitest";
import { newConversation } from "../conversation.ts";
import { contextOf } from "../deciding/context-of.ts";
import { lexiconsFor } from "../languages/lexicon.ts";
import { frameKinds, type FrameKind } from "../languages/language.ts";
import { clauseOf } from "../reading/clause.ts";
import { readFrames } from "../reading/read-frames.ts";
import { createFrame } from "./frame.ts";

/** One sentence of each kind, in each language. */
const sentences: Record<"en-GB" | "de-DE", Record<FrameKind, string>> = {
  "en-GB": {
    help: "what can you do",
    undo: "take that back",
    plan: "plan my day",
    review: "weekly review",
    history: "when did I move the report",
    activity: "what did I finish last week",
    note: "add a note to the report: ask Ann",
    rename: "rename the report to the summary",
    snooze: "snooze the report until noon",
    noLead: "no reminder for the report",
    lead: "remind me an hour before the report",
    noRule: "stop repeating the report",
    reopen: "mark the report as not done",
    skip: "skip the report on friday",
    doneAs: "mark the report as returned",
    lackNote: "add a note to the report",
    lackLead: "add a reminder to the report",
    noDate: "clear the date on the report",
    noPriority: "remove the priority from the report",
    important: "prioritise the report",
    unimportant: "deprioritise the report",
    raise: "raise the priority of the report",
    lower: "lower the priority of the report",
    priority: "mark the report as urgent",
    tag: "tag the report with work",
    untag: "remove the tag work from the report",
    rule: "the report should come back every week",
    create: "remind me to water the fern",
    pullBy: "bring the report forward by a day",
    moveBy: "push the report out by two days",
    date: "move the report to friday",
    restore: "bring back the report",
    complete: "mark the report as done",
    delete: "get rid of the report",
    retitle: "change the report to the summary",
    list: "when is the report due",
    jot: "add water the fern",
    lackDate: "postpone the report",
    lackPriority: "set a priority for the report",
    lackName: "rename the report",
    vague: "change it",
    mention: "the report isn't urgent",
  },
  "de-DE": {
    help: "was kannst du",
    undo: "mach das rückgängig",
    plan: "plan meinen Tag",
    review: "Wochenrückblick",
    history: "wann habe ich den Bericht verschoben",
    activity: "was habe ich letzte Woche erledigt",
    note: "schreib zu Bericht: Ann fragen",
    rename: "benenn den Bericht in Übersicht um",
    snooze: "stell den Bericht bis morgen zurück",
    noLead: "keine Erinnerung für den Bericht",
    lead: "erinnere mich eine Stunde vor dem Bericht",
    noRule: "der Bericht soll sich nicht mehr wiederholen",
    reopen: "der Bericht ist doch nicht erledigt",
    skip: "überspring den Bericht am Freitag",
    doneAs: "markiere den Bericht als zurückgegeben",
    lackNote: "füge eine Notiz zum Bericht hinzu",
    lackLead: "setz eine Erinnerung für den Bericht",
    noDate: "der Bericht hat kein Datum mehr",
    noPriority: "keine Priorität für den Bericht",
    important: "priorisiere den Bericht",
    unimportant: "den Bericht herabstufen",
    raise: "erhöhe die Priorität von Bericht",
    lower: "senke die Priorität von Bericht",
    priority: "setz den Bericht auf hohe Priorität",
    tag: "gib dem Bericht das Schlagwort Arbeit",
    untag: "entferne das Schlagwort Arbeit von Bericht",
    rule: "der Bericht soll jede Woche wiederkommen",
    create: "erinnere mich daran, den Farn zu gießen",
    pullBy: "zieh den Bericht um einen Tag vor",
    moveBy: "verschieb den Bericht um zwei Tage",
    date: "verschieb den Bericht auf Freitag",
    restore: "hol den Bericht zurück",
    complete: "hak den Bericht ab",
    delete: "lösch den Bericht",
    retitle: "ersetze Bericht durch Übersicht",
    list: "wann ist der Bericht fällig",
    jot: "Aufgabe Farn gießen",
    lackDate: "verschieb den Bericht",
    lackPriority: "ändere die Priorität",
    lackName: "benenn den Bericht um",
    vague: "ändere",
    mention: "der Bericht ist nicht dringend",
  },
};

function kindsOf(text: string, locale: string): FrameKind[] {
  const at = { now: Date.parse("2026-11-18T09:30:00Z"), timeZone: "Europe/London", locale };
  const world = { tasks: [], trash: [], reminders: [], entries: [] };
  const said = {
    text,
    world,
    conversation: newConversation,
    at: { ...at, weekStart: "monday" },
  } as const;
  const [own] = lexiconsFor(locale);
  if (own === undefined) return [];
  const { context, words } = contextOf(said, own);
  return [...readFrames(clauseOf(words, context).words, context)].map(({ kind }) => kind);
}

describe.each(["en-GB", "de-DE"] as const)("the frames of %s", (locale) => {
  it.each(frameKinds)("read what is of the kind %s", (kind) => {
    expect(kindsOf(sentences[locale][kind], locale)).toContain(kind);
  });
});

describe("a frame", () => {
  it("is refused when it names a class or a slot that is not there", () => {
    expect(() => createFrame("<unknown> {target}", {})).toThrow("unknown");
    expect(() => createFrame("move {thing}", {})).toThrow("thing");
  });

  it("is read behind a negation only when it says the negation itself", () => {
    expect(kindsOf("don't delete the report", "en-GB")).not.toContain("delete");
    expect(kindsOf("lösch den Bericht nicht", "de-DE")).not.toContain("delete");
    expect(kindsOf("don't let me forget to call", "en-GB")).toContain("create");
  });
});
