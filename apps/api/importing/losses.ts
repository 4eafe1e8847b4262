import type { ImportNote } from "@pakaura/contract/transfer";

/** A number of things and what they do: "1 comment comes in", "2 comments come in". */
const many = (count: number, one: string, other: string): string =>
  `${count} ${count === 1 ? one : other}`;

/** What other products have and a task here has not, and how it is told of so many. */
const words = {
  hierarchy: (count: number) =>
    `${many(count, "sub-task comes in as a task of its own", "sub-tasks come in as tasks of their own")}: "Part of" in the notes says whose.`,
  sections: (count: number) =>
    `${many(count, "section comes in as a tag", "sections come in as tags")}.`,
  texts: (count: number) =>
    `${many(count, "line that is no item of a list comes in as a note", "lines that are no items of a list come in as notes")}.`,
  comments: (count: number) =>
    `${many(count, "comment comes in as notes of its task", "comments come in as notes of their tasks")}.`,
  attachments: (count: number) =>
    `${many(count, "attachment stays behind", "attachments stay behind")}: names and addresses are in the notes.`,
  deadlines: (count: number) =>
    `${many(count, "deadline comes in as a note, or as the due date", "deadlines come in as notes, or as due dates")}.`,
  durations: (count: number) =>
    `${many(count, "duration comes in as a note", "durations come in as notes")}.`,
  archives: (count: number) =>
    `${many(count, "task of the archive stays behind", "tasks of the archive stay behind")}.`,
  archived_projects: (count: number) =>
    `${many(count, "archived project comes in like the others, as a tag", "archived projects come in like the others, as tags")}.`,
  sub_projects: (count: number) =>
    `${many(count, "project inside another comes in as a tag by itself", "projects inside others come in as tags by themselves")}.`,
  documents: (count: number) =>
    `${many(count, "note that belongs to no task stays behind", "notes that belong to no task stay behind")}.`,
  starts: (count: number) =>
    `${many(count, "start comes in as a note", "starts come in as notes")}: a task here has its due date alone.`,
  starts_as_due: (count: number) =>
    `${many(count, "task has a start and no due date: it is due when it starts", "tasks have a start and no due date: they are due when they start")}.`,
  assignees: (count: number) =>
    `${many(count, "person who a task is assigned to comes in as a note", "people who tasks are assigned to come in as notes")}.`,
  authors: (count: number) =>
    `${many(count, "task was added by somebody of several: who it was stays behind", "tasks were added by several people: who it was stays behind")}.`,
  lists: (count: number) => `${many(count, "list comes in as a tag", "lists come in as tags")}.`,
  deleted: (count: number) =>
    `${many(count, "deleted task stays behind", "deleted tasks stay behind")}.`,
  archived_cards: (count: number) =>
    `${many(count, "archived card comes in as a completed task", "archived cards come in as completed tasks")}.`,
  dependencies: (count: number) =>
    `${many(count, "dependency on another task comes in as a note", "dependencies on other tasks come in as notes")}.`,
  templates: (count: number) =>
    `${many(count, "template of a recurring task stays behind: its open task recurs", "templates of recurring tasks stay behind: their open tasks recur")}.`,
  uncounted_comments: (count: number) =>
    `${many(count, "comment is not in this file, and stays behind", "comments are not in this file, and stay behind")}: the JSON of the board has them.`,
  uncounted_steps: (count: number) =>
    `${many(count, "item of a check list is not in this file, and stays behind", "items of check lists are not in this file, and stay behind")}: the JSON of the board has them.`,
  places: (count: number) =>
    `${many(count, "reminder at a place stays behind", "reminders at places stay behind")}.`,
  files: (count: number) =>
    `${many(count, "other file of the archive stays behind", "other files of the archive stay behind")}.`,
};
export type Loss = keyof typeof words;

/** Counts what a file has that a task here cannot have, to say it once rather than for every row. */
export class Losses {
  readonly #found = new Map<Loss, { line: number; count: number }>();

  add(loss: Loss, line: number, count = 1): void {
    if (count === 0) return;
    const found = this.#found.get(loss) ?? { line, count: 0 };
    this.#found.set(loss, { ...found, count: found.count + count });
  }

  /** One note for each kind, with the line of its first. */
  notes(): ImportNote[] {
    return [...this.#found].map(([loss, { line, count }]) => ({
      line,
      title: null,
      message: words[loss](count),
      code: `lost_${loss}`,
      value: String(count),
    }));
  }
}
