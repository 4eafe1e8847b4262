import type { ImportNote } from "@pakaura/contract/transfer";

/** What other products have and a task here has not, and how it is told of so many. */
const words = {
  hierarchy: (count: number) =>
    `${count} sub-tasks come in as tasks of their own: "Part of" in their notes says whose they are.`,
  sections: (count: number) => `${count} sections come in as tags.`,
  texts: (count: number) => `${count} lines that are no items of a list come in as notes.`,
  comments: (count: number) => `${count} comments come in as notes of their tasks.`,
  attachments: (count: number) =>
    `${count} attachments stay behind: their names and addresses are in the notes.`,
  deadlines: (count: number) => `${count} deadlines come in as notes, or as due dates.`,
  durations: (count: number) => `${count} durations come in as notes.`,
  starts: (count: number) =>
    `${count} starts come in as notes: a task here has its due date alone.`,
  starts_as_due: (count: number) =>
    `${count} tasks have a start and no due date: they are due when they start.`,
  assignees: (count: number) => `${count} people who tasks are assigned to come in as notes.`,
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
