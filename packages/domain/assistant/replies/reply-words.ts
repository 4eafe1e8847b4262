import type { Context } from "../context.ts";
import type { AssistantTask } from "../world.ts";

/** What replies in any language say alike. */
export type ReplyWords = {
  /** “Buy milk”. */
  title: (title: string) => string;
  /** "Friday, 20 November", with the time where it has one. */
  date: (dueDate: string) => string;
  /** Titles as a list, with "and"; the first few of many. */
  titles: (tasks: readonly { title: string }[]) => string;
  /** The same with "or". */
  choices: (tasks: readonly { title: string }[]) => string;
  /** A task by its id, as the turn leaves it. */
  taskOf: (id: string) => AssistantTask | undefined;
};

const formats = new Map<string, Intl.DateTimeFormat>();
const listed = 5;

/** The words for the replies of a context. */
export function wordsFor({ at, lexicon, world, changed }: Context): ReplyWords {
  const { code } = lexicon.language;
  const isOfLanguage = at.locale.startsWith(code);
  const locale = isOfLanguage ? at.locale : code;
  const [open, close] = code === "de" ? ["„", "“"] : ["“", "”"];
  const title = (text: string): string => `${open}${text}${close}`;
  return {
    title,
    date: (dueDate) => dateIn(dueDate, locale, at.timeZone),
    titles: (tasks) =>
      listOf(
        tasks.map((task) => title(task.title)),
        locale,
        "conjunction",
      ),
    choices: (tasks) =>
      listOf(
        tasks.map((task) => title(task.title)),
        locale,
        "disjunction",
      ),
    taskOf: (id) =>
      changed.get(id) ??
      world.tasks.find((task) => task.id === id) ??
      world.trash.find((task) => task.id === id),
  };
}

function listOf(names: string[], locale: string, type: Intl.ListFormatType): string {
  const rest = names.length - listed;
  const more = locale.startsWith("de") ? `${rest} weitere` : `${rest} more`;
  const items = rest > 0 ? [...names.slice(0, listed), more] : names;
  return new Intl.ListFormat(locale, { type }).format(items);
}

function dateIn(dueDate: string, locale: string, timeZone: string): string {
  const isDay = dueDate.length === 10;
  const zone = isDay ? "UTC" : timeZone;
  const key = `${locale} ${zone} ${isDay}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      weekday: "long",
      day: "numeric",
      month: "long",
      ...(isDay ? {} : { hour: "numeric", minute: "2-digit" }),
    });
  formats.set(key, format);
  return format.format(new Date(isDay ? `${dueDate}T00:00:00Z` : dueDate));
}
