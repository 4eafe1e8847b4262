import { normaliseDueDate } from "@pakaura/domain/due-date";
import { readZonedDate } from "./zoned-date.ts";
import { keptInNotes, notUnderstood, type Remark } from "./remarks.ts";

/** A value is told as far as a person reads it. */
const maxLength = 200;
/** More of one task nobody reads. */
const maxKept = 50;
/** What is in a field that has no place here is kept so far where it is no text. */
const maxRestLength = 2_000;

/**
 * The fields of one object of a JSON file, each read by itself: one that is not what it should be reads as if it
 * were not there, is told with its line and value, and kept for the notes.
 */
export class JsonFields {
  readonly #object: object;
  readonly #read = new Set<string>();
  readonly line: number;
  readonly remarks: Remark[];
  readonly kept: string[];

  constructor(value: object, line: number, whole?: JsonFields) {
    this.#object = value;
    this.line = line;
    this.remarks = whole?.remarks ?? [];
    this.kept = whole?.kept ?? [];
  }

  /** The fields of an object within this one: what is said of them is said of this one. */
  inside(value: object): JsonFields {
    return new JsonFields(value, this.line, this);
  }

  /** What stands in a field, whatever it is; null where nothing does. */
  raw(name: string): unknown {
    this.#read.add(name);
    const value: unknown = Object.hasOwn(this.#object, name)
      ? Reflect.get(this.#object, name)
      : null;
    return value ?? null;
  }

  /** True where something stands in a field that a person could have meant. */
  says(name: string): boolean {
    return !saysNothing(this.raw(name));
  }

  /** A text, or a number as one. */
  text(name: string): string {
    const value = this.raw(name);
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    return this.#wrong(name, value, "");
  }

  /** A number, also one that is written as a text. */
  number(name: string): number | null {
    const value = this.raw(name);
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (typeof value === "string" && value.trim() === "") return null;
    const number = typeof value === "string" ? Number(value) : Number.NaN;
    return Number.isFinite(number) ? number : this.#wrong(name, value, null);
  }

  isTrue(name: string): boolean {
    const value = this.raw(name);
    if (typeof value === "boolean") return value;
    if (value === 0 || value === 1) return value === 1;
    return this.#wrong(name, value, false);
  }

  /** A day (2026-12-15) or an instant, in the form of a due date; nothing for one that `isNone` says is none. */
  date(name: string, isNone: (text: string) => boolean = () => false): string | null {
    const value = this.raw(name);
    if (typeof value === "string" && (value.trim() === "" || isNone(value))) return null;
    const date = typeof value === "string" ? normaliseDueDate(value.trim()) : null;
    return date !== null && "dueDate" in date ? date.dueDate : this.#wrong(name, value, null);
  }

  /** A day or a time as ISO 8601 writes them, in the form of a due date; a time without an offset lies in the zone. */
  when(name: string, timeZone: string): string | null {
    const value = this.raw(name);
    if (typeof value === "string" && value.trim() === "") return null;
    const date = typeof value === "string" ? readZonedDate(value, timeZone) : null;
    return date ?? this.#wrong(name, value, null);
  }

  /** An instant in milliseconds since the epoch; 0 is none. */
  instant(name: string): string | null {
    const ms = this.number(name);
    if (ms === null || ms === 0) return null;
    const date = Math.abs(ms) <= 8.64e15 ? normaliseDueDate(new Date(ms).toISOString()) : null;
    return date !== null && "dueDate" in date ? date.dueDate : this.#wrong(name, ms, null);
  }

  /** The objects of a list. */
  objects(name: string): object[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) return this.#wrong(name, value, []);
    const items: unknown[] = value;
    for (const one of items) if (!isObject(one)) this.#wrong(name, one, null);
    return items.filter(isObject);
  }

  /** The texts of a list. */
  texts(name: string): string[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) return this.#wrong(name, value, []);
    const items: unknown[] = value;
    for (const one of items) if (typeof one !== "string") this.#wrong(name, one, null);
    return items.filter((one) => typeof one === "string");
  }

  /** A value that cannot be used: told, and kept for the notes. */
  refuse(name: string): void {
    this.#wrong(name, this.raw(name), null);
  }

  keep(label: string, text: string): void {
    if (text !== "" && this.kept.length < maxKept) this.kept.push(`${label}: ${text}`);
  }

  /** A value that a task here has no field for: kept for the notes, and told. */
  keepValue(name: string, label: string, text: string): void {
    if (text === "" || this.kept.length >= maxKept) return;
    this.kept.push(`${label}: ${text}`);
    this.remarks.push(keptInNotes({ line: this.line, field: wordsOf(name), value: text }));
  }

  /** Keeps what nobody has asked for, but for fields of which a person knows nothing (`own`) and values that say nothing. */
  keepRest(own: ReadonlySet<string>): void {
    for (const [name, value] of Object.entries(this.#object)) {
      if (this.#read.has(name) || own.has(name) || saysNothing(value)) continue;
      this.keepValue(name, wordsOf(name), restOf(value));
    }
  }

  #wrong<Value>(field: string, value: unknown, instead: Value): Value {
    if (value === null || this.remarks.length >= maxKept) return instead;
    const text = wordsOf(value);
    const name = wordsOf(field);
    this.remarks.push(notUnderstood({ line: this.line, field: name, value: text }));
    this.keep(name, text);
    return instead;
  }
}

function wordsOf(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > maxLength ? `${text.slice(0, maxLength).toWellFormed()}...` : text;
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === false) return true;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.keys(value).length === 0;
}

function restOf(value: unknown): string {
  return typeof value === "string"
    ? value.trim()
    : JSON.stringify(value).slice(0, maxRestLength).toWellFormed();
}

/** The objects among the values of an object or a list. */
export function objectsIn(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).filter(isObject);
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** What stands in a field of an object; nothing where the value is none. */
export function valueIn(value: unknown, name: string): unknown {
  const found: unknown = isObject(value) ? Reflect.get(value, name) : null;
  return found ?? null;
}

/** The list in a field of an object; none where there is no list. */
export function listIn(value: unknown, name: string): unknown[] {
  const list = valueIn(value, name);
  return Array.isArray(list) ? list : [];
}
