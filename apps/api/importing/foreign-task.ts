import type { RecurrenceInput } from "@pakaura/contract/http";
import type { ImportNote } from "@pakaura/contract/transfer";
import { type ImportedTask, type ReadFile, untitledAt } from "./imported-task.ts";
import { isObject, JsonFields } from "./json-fields.ts";
import { notesOf, titleOf } from "./json-task.ts";
import { Losses } from "./losses.ts";
import { refuseTooMany } from "./prepared-import.ts";

const none: ReadonlySet<string> = new Set();
type Reminders = NonNullable<ImportedTask["reminders"]>;

/** A task of another product, as its reader understands it. */
type ForeignTask = {
  /** The field of the title. */
  title: string;
  /** What it is known by when the same file comes again, with the name of the product. */
  key?: string | null;
  /** The title of the task that it is a part of. */
  partOf?: string | undefined;
  /** Parts of the notes. */
  notes?: readonly string[];
  due?: string | null;
  priority?: string;
  /** Tags, and names of lists and sections. */
  tags?: readonly string[];
  recurrence?: RecurrenceInput | null;
  reminders?: Reminders;
  /** When it was done; null for an open task. */
  completedAt?: string | null;
  createdAt?: string | null;
  /** Fields of which a person knows nothing: others that the reader has not asked for stand in the notes. */
  technical?: ReadonlySet<string>;
};

/** What is read of a file of another product: tasks in its order, what is no task, and what is lost. */
export class Intake {
  readonly lost = new Losses();
  readonly now: number;
  readonly #tasks: ImportedTask[] = [];
  readonly #errors: ImportNote[] = [];
  readonly #groups = new Set<string>();
  #line = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** The fields of the next row of a list; null for one that is none, which is told. */
  next(value: unknown): JsonFields | null {
    this.#line += 1;
    refuseTooMany(this.#line);
    if (isObject(value) && !Array.isArray(value)) return new JsonFields(value, this.#line);
    this.#errors.push(untitledAt(this.#line, "title"));
    return null;
  }

  /** Takes a task in, and answers its title; one that says nothing is told, and has none. */
  add(fields: JsonFields, task: ForeignTask): string | undefined {
    const { line } = fields;
    refuseTooMany(this.#tasks.length + this.#errors.length);
    const due = task.due ?? null;
    fields.raw(task.title);
    fields.keepRest(task.technical ?? none);
    const own = (task.notes ?? []).filter((part) => part.trim() !== "");
    const title = titleOf(fields, task.title, own[0] ?? "", due !== null);
    if (title === null) {
      this.#errors.push(untitledAt(line, task.title));
      return undefined;
    }
    if (task.partOf !== undefined) this.lost.add("hierarchy", line);
    const completedAt = task.completedAt ?? null;
    const { lead, reminders } = this.#remindersOf(completedAt === null ? task.reminders : []);
    this.#tasks.push({
      line,
      key: task.key ?? null,
      fields: {
        title,
        notes: notesOf(fields, task.partOf === undefined ? "" : `Part of: ${task.partOf}`, ...own),
        due_date: due,
        priority: task.priority ?? "none",
        tags: [...new Set((task.tags ?? []).filter((tag) => tag.trim() !== ""))],
        reminder_lead_minutes: lead,
        ...(task.recurrence ? { recurrence: task.recurrence } : {}),
      },
      completedAt,
      createdAt: task.createdAt ?? null,
      reminders,
      warnings: fields.remarks,
    });
    return title;
  }

  /** Counts a list or section that becomes a tag, once for each name. */
  group(kind: "lists" | "sections", name: string, line: number): void {
    const known = `${kind} ${name}`;
    if (name === "" || this.#groups.has(known)) return;
    this.#groups.add(known);
    this.lost.add(kind, line);
  }

  /** A task here has no start: it is counted, and stands in the notes. */
  keepStart(fields: JsonFields, start: string | null, label = "Start"): void {
    if (start === null) return;
    this.lost.add("starts", fields.line);
    fields.keep(label, start);
  }

  /** A task here is nobody else's: whom it is given to is counted, and stands in the notes. */
  keepPeople(fields: JsonFields, people: readonly string[]): void {
    this.lost.add("assignees", fields.line, people.length);
    fields.keep("Assigned to", people.join(", "));
  }

  /** All that was read. */
  read(): ReadFile {
    return { tasks: this.#tasks, errors: this.#errors, warnings: this.lost.notes() };
  }

  /** The least lead time is the task's own; an instant that has passed is nobody's any more. */
  #remindersOf(all: Reminders = []): { lead: number | null; reminders: Reminders } {
    const leads = all.flatMap((one) => ("lead_minutes" in one ? [one.lead_minutes] : []));
    const [lead = null, ...more] = [...new Set(leads)].toSorted((one, other) => one - other);
    const times = all.filter((one) => "at" in one && !(Date.parse(one.at) <= this.now));
    return { lead, reminders: [...more.map((minutes) => ({ lead_minutes: minutes })), ...times] };
  }
}
