import type { FieldError } from "@pakaura/contract/problem";
import type { Priority } from "@pakaura/contract/task";
import { counted, formatNumber } from "./format.ts";

const tasks = { one: "task", other: "tasks" };

/** The texts of the first page in English, by feature. The other languages have the same type. */
export const en = {
  direction: "ltr" as "ltr" | "rtl",
  pageTitle: (page: string) => `${page} · Pakaura`,

  common: {
    add: "Add",
    cancel: "Cancel",
    close: "Close",
    done: "Done",
    from: "From",
    loading: "Loading",
    name: "Name",
    remove: "Remove",
    save: "Save",
    to: "To",
    tryAgain: "Try again",
    undo: "Undo",
    undone: "Taken back",
    nothingToUndo: "There is nothing to take back",
  },

  navigation: {
    activity: "Activity",
    all: "All",
    menu: "Menu",
    more: "More",
    priorities: "Priorities",
    settings: "Settings",
    skip: "Skip to the content",
    tags: "Tags",
    views: "Views",
  },

  connection: {
    memoryClosed: "This browser has closed what it remembers. Reload to have it again.",
  },

  version: {
    ready: "A new version is ready",
    lead: "It is used after a reload. Nothing that you have written is lost.",
    reload: "Reload",
    later: "Later",
  },

  errors: {
    unreachable: "The server cannot be reached.",
    unknown: "Something went wrong.",
    answered: (status: number) => `The server answered ${status}.`,
    notLoaded: "This could not be loaded",
    notShown: "This could not be shown",
    startAfresh: "Start afresh…",
    /** By the codes of the contract; what is missing is told in the server's words, which are English. */
    byCode: {} as Readonly<Record<string, string>>,
    field: ({ message }: FieldError): string => message,
    refusedField: ({ field, message }: FieldError): string =>
      `${field.replaceAll("_", " ")} ${message}`,
  },

  assistant: {
    title: "Assistant",
  },

  palette: {
    title: "Find anything",
  },

  dates: {
    today: "Today",
    tomorrow: "Tomorrow",
    yesterday: "Yesterday",
    noDate: "No date",
    overdue: "Overdue",
    overduePrefix: "Overdue:",
    doubts: { past: "in the past", far: "more than a year ahead" },
  },

  priorities: {
    none: "No priority",
    low: "Low",
    medium: "Medium",
    high: "High",
    urgent: "Urgent",
  } satisfies Record<Priority, string> as Record<Priority, string>,

  views: {
    all: "All tasks",
    today: "Today",
    upcoming: "Upcoming",
    completed: "Completed",
    trash: "Trash",
    priority: (priority: Priority) => `Priority: ${en.priorities[priority]}`,
    empty: {
      all: {
        title: "A clear head starts here",
        text: "Write down the first thing that is on your mind.",
      },
      today: {
        title: "Nothing left for today",
        text: "Enjoy it, or look at what is coming up.",
      },
      upcoming: {
        title: "Nothing is coming up",
        text: "Tasks with a due date show here, day by day.",
      },
      tag: {
        title: "No open task has this tag",
        text: "Add #tag to a title to put it here.",
      },
      priority: {
        title: "No open task has this priority",
        text: "Add !high or !low to a title to set it.",
      },
      filter: {
        title: "Nothing fits this filter",
        text: "What comes to fit it shows here by itself.",
      },
      completed: {
        title: "Nothing completed yet",
        text: "What you tick off is kept here.",
      },
      trash: {
        title: "The trash is empty",
        text: "Deleted tasks stay here for 30 days.",
      },
    },
    free: "Free",
    noneFits: "No task fits",
    noneFitsText: "Nothing here matches the search and filters.",
  },

  filters: {
    similar: "No exact match, showing similar tasks",
    filter: "Filter",
    add: "New filter",
    title: "Filters",
    clear: "Clear search and filters",
    search: "Search",
    searchTasks: "Search tasks",
    sort: "Sort",
  },

  tasks: {
    add: "Add task",
    list: "Tasks",
    count: (count: number) => counted(count, tasks),
    complete: "Complete",
    completeTask: (title: string) => `Complete ${title}`,
    reopenTask: (title: string) => `Reopen ${title}`,
    added: (count: number) => `${counted(count, tasks)} added`,
    completed: "Task completed",
    reopened: "Task reopened",
    movedToTrash: "Moved to trash",
    seriesMovedToTrash: "Series moved to trash",
    deleteSeries: (count: number) =>
      count === 1 ? "Delete the series" : `Delete ${formatNumber(count)} series`,
    restore: "Restore",
    restored: "Restored",
    hasNotes: "Has notes",
    repeats: "Repeats",
    priorityIs: (name: string) => `Priority: ${name}`,
  },

  bulk: {
    date: "Date",
    carry: "Move to another day",
    completed: "Completed",
    reopened: "Reopened",
    movedTo: (day: string) => `Moved to ${day}`,
    dayLater: "Moved a day on",
    dayEarlier: "Moved a day back",
  },

  recurrence: {
    stoppedNow: "Repeating stopped",
  },

  reminders: {
    region: "Reminders",
  },
};

/** What every language has to say at once. A text that is missing is an error of types. */
export type Messages = typeof en;
