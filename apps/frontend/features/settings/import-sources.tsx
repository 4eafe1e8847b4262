import { m } from "../../messages/all-messages.ts";

/** Where the programs that people come from have their export, in the order that most come from. */
const sources = [
  ["Todoist", "todoist"],
  ["TickTick", "ticktick"],
  ["Microsoft To Do", "microsoft_todo"],
  ["Google Tasks", "google_tasks"],
  ["Apple Reminders", "apple_reminders"],
  ["Things", "things"],
  ["Asana", "asana"],
  ["Trello", "trello"],
  ["Taskwarrior", "taskwarrior"],
  ["Vikunja", "vikunja"],
  ["Super Productivity", "super_productivity"],
  ["Obsidian, todo.txt", "text_files"],
] as const;

/** One sentence for each program that is left: where its export is found. */
export function ImportSources() {
  const { sources: sentences, sourcesTitle } = m.settings.data;
  return (
    <details className="mt-3 text-sm text-ink-soft">
      <summary className="w-fit cursor-pointer rounded py-1">{sourcesTitle}</summary>
      <dl className="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
        {sources.map(([name, key]) => (
          <div key={key} className="sm:contents">
            <dt className="font-medium">{name}</dt>
            <dd className="text-pretty text-ink-faint">{sentences[key]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
