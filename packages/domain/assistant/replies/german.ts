import type { Draft } from "../deciding/draft.ts";
import type { Operation } from "../operation.ts";
import type { Replies } from "./replies.ts";
import type { ReplyWords } from "./reply-words.ts";

const asks = {
  title: "Was soll ich hinzufügen?",
  target: "Welche Aufgabe?",
  tag: "Welches Schlagwort?",
  when: "Bis wann?",
  priority: "Welche Priorität?",
  date: "Wann?",
  name: "Wie soll sie heißen?",
  note: "Was soll in der Notiz stehen?",
  lead: "Wie lange vorher?",
  command: "Was soll ich tun, und mit welcher Aufgabe?",
} as const;

const refusals = {
  negated: "In Ordnung, nichts wurde geändert.",
  question: "Ich habe nichts geändert. Sag mir, was ich tun soll, dann tue ich es.",
  wish: "Ich habe nichts geändert. Sag „Neue Aufgabe …“, wenn es eine Aufgabe werden soll.",
  hypothesis: "Ich habe nichts geändert: Das hängt von etwas ab, das ich nicht weiß.",
  foreign: "Das betrifft keine Aufgaben, ich habe nichts geändert.",
  unknown:
    "Das habe ich nicht verstanden und nichts geändert. Sag „Hilfe“, um zu sehen, was ich kann.",
} as const;

const problems: Record<string, string> = {
  same: "ist schon so",
  "no reminder": "hat keine Erinnerung, die sich verschieben lässt",
  "no date": "hat kein Datum, das sich verschieben lässt",
  "not a time": "lässt sich darum nicht verschieben",
  tags: "kann diese Schlagwörter nicht haben",
  "no series": "wiederholt sich nicht",
  "other day": "ist als Nächstes an einem anderen Tag",
};

const priorities = {
  none: "keine",
  low: "niedrig",
  medium: "mittel",
  high: "hoch",
  urgent: "dringend",
} as const;

/** What the assistant says in German. */
export function germanReplies(words: ReplyWords): Replies {
  const { title, titles } = words;
  const count = (number: number): string => `${number} Aufgabe${number === 1 ? "" : "n"}`;
  const failed = ({ problems: all }: Draft): string =>
    all
      .map(({ task, problem }) => ` ${title(task.title)} ${problems[problem] ?? problem}.`)
      .join("");
  return {
    executed: (draft) =>
      draft.operations.map((operation) => done(operation, words)).join(" ") + failed(draft),
    confirm: ({ operations }) => {
      const deleted = operations.filter(({ op }) => op === "delete").length;
      const completed = operations.filter(({ op }) => op === "complete").length;
      const what = deleted > 0 ? `${count(deleted)} löschen` : `${count(completed)} abhaken`;
      const tasks = operations.flatMap(({ id }) => words.taskOf(id) ?? []);
      return `${what}: ${titles(tasks)}? Sag ja oder nein.`;
    },
    proposed: ({ operations }) =>
      `${operations.map((operation) => proposal(operation, words)).join(" ")} Soll ich das tun? Sag ja oder nein.`,
    nothingDone: (draft) =>
      draft.problems.length > 0 ? failed(draft).trim() : "Eine solche Aufgabe gibt es nicht.",
    tooMany: (number, most) =>
      `Das wären ${number} Änderungen; auf einmal gehen höchstens ${most}. Nichts wurde geändert.`,
    which: (candidates) =>
      candidates.length === 0
        ? "Eine solche Aufgabe finde ich nicht. Welche meinst du?"
        : `Welche: ${words.choices(candidates)}?`,
    lacks: (lack) => asks[lack],
    listed: (tasks) =>
      tasks.length === 0 ? "Keine Aufgabe passt." : `${count(tasks.length)}: ${titles(tasks)}.`,
    dayPlan: (tasks) =>
      tasks.length === 0 ? "Heute ist nichts fällig." : `Heute: ${titles(tasks)}.`,
    activity: (entries) =>
      entries.length === 0
        ? "Davon steht nichts im Protokoll."
        : entries
            .slice(0, 5)
            .map(({ task_title: name, sentence, time }) =>
              sentence.includes(name)
                ? `${words.date(time)}: ${sentence}.`
                : `${words.date(time)}: ${title(name)}: ${sentence}.`,
            )
            .join(" "),
    shown: (tasks) => `Was soll mit ${titles(tasks)} geschehen?`,
    refused: (why) => refusals[why],
    offer: (tasks) => `Soll ich ${titles(tasks)} als Aufgabe hinzufügen?`,
    declined: () => refusals.negated,
    outdated: () => "Es gibt nichts mehr zu bestätigen.",
    undone: (number) => `Rückgängig gemacht: ${number} Änderung${number === 1 ? "" : "en"}.`,
    nothingToUndo: () => "Es gibt nichts rückgängig zu machen.",
    notUnderstood: () => refusals.unknown,
    whatInstead: () =>
      "Was soll es stattdessen sein? Mit „rückgängig“ nimmst du die letzte Änderung zurück.",
    help: () =>
      "Du kannst Aufgaben hinzufügen, auflisten, verschieben, mit Prioritäten und Schlagwörtern versehen, wiederholen, umbenennen, abhaken, löschen und wiederherstellen, fragen, was du getan hast, und „rückgängig“ sagen. Zum Beispiel: „Verschieb den Bericht auf Freitag um 15 Uhr“, „Was ist überfällig?“, „Was habe ich letzte Woche geschafft?“.",
  };
}

function done(operation: Operation, words: ReplyWords): string {
  const { title, date } = words;
  const name = title(words.taskOf(operation.id)?.title ?? "");
  switch (operation.op) {
    case "create": {
      const { body } = operation;
      const due = body.due_date ? ` für ${date(body.due_date)}` : "";
      return `${title(body.title)} hinzugefügt${due}.`;
    }
    case "complete":
      return `${name} abgehakt.`;
    case "uncomplete":
      return `${name} wieder geöffnet.`;
    case "delete":
      return `${name} gelöscht.`;
    case "restore":
      return `${name} wiederhergestellt.`;
    case "snooze_reminder":
      return operation.until === null
        ? "Die Erinnerung ist wie zuvor."
        : `Erinnerung verschoben bis ${date(operation.until)}.`;
    case "update":
      return `${name}: ${changesIn(operation.body, words).join(", ")}.`;
  }
}

const infinitives = {
  complete: "abhaken",
  uncomplete: "wieder öffnen",
  delete: "löschen",
  restore: "wiederherstellen",
} as const;

/** An operation before it is done. */
function proposal(operation: Operation, words: ReplyWords): string {
  const { title, date } = words;
  const name = title(words.taskOf(operation.id)?.title ?? "");
  switch (operation.op) {
    case "create": {
      const { body } = operation;
      return `${title(body.title)} hinzufügen${body.due_date ? ` für ${date(body.due_date)}` : ""}.`;
    }
    case "snooze_reminder":
      return operation.until === null
        ? "Die Erinnerung lassen, wie sie war."
        : `Erinnerung verschieben bis ${date(operation.until)}.`;
    case "update":
      return done(operation, words);
    case "complete":
    case "uncomplete":
    case "delete":
    case "restore":
      return `${name} ${infinitives[operation.op]}.`;
  }
}

function changesIn(
  body: Extract<Operation, { op: "update" }>["body"],
  { title, date }: ReplyWords,
): string[] {
  const { title: name, due_date: due, priority, tags, recurrence, notes } = body;
  const lead = body.reminder_lead_minutes;
  return [
    ...(name === undefined ? [] : [`umbenannt in ${title(name)}`]),
    ...(due === undefined ? [] : [due === null ? "kein Datum" : `verschoben auf ${date(due)}`]),
    ...(priority === undefined ? [] : [`Priorität ${priorities[priority]}`]),
    ...(tags === undefined
      ? []
      : [tags.length === 0 ? "keine Schlagwörter" : `Schlagwörter ${tags.join(", ")}`]),
    ...(recurrence === undefined
      ? []
      : [recurrence === null ? "wiederholt sich nicht mehr" : "wiederholt sich ab jetzt"]),
    ...(lead === undefined
      ? []
      : [lead === null ? "keine Erinnerung" : `Erinnerung ${lead} Minuten vorher`]),
    ...(notes === undefined ? [] : ["Notiz geschrieben"]),
  ];
}
