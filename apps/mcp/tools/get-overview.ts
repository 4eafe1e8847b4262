import { type TaskPage, taskPageSchema } from "@pakaura/contract/http";
import { localDate } from "@pakaura/domain/due-date";
import { z } from "zod";
import { askApi } from "../api/ask-api.ts";
import type { ApiRequest } from "../api/send-to-api.ts";
import type { Caller } from "../caller.ts";
import { dueWords } from "../words/due-words.ts";
import { taskLines } from "../words/task-line.ts";
import { taskViewSchema, toTaskView } from "../words/task-view.ts";
import { defineTool } from "./define-tool.ts";
import { reads } from "./tool.ts";

const shown = 20;

function ask({ send }: Caller, query: ApiRequest["query"]): Promise<TaskPage> {
  return askApi(send, taskPageSchema, {
    method: "GET",
    path: "/tasks",
    query: { completed: false, sort: "due_date", per_page: shown, ...query },
  });
}

export const getOverview = defineTool({
  name: "get_overview",
  title: "Overview",
  description:
    "Tells today's date and time where the person is, what is overdue, what is due today, and how much is due in the next seven days.",
  effect: reads,
  input: z.strictObject({}),
  output: z.object({
    today: z.string(),
    now_local: z.string(),
    time_zone: z.string(),
    open_count: z.number(),
    overdue_count: z.number(),
    due_today_count: z.number(),
    next_7_days_count: z.number(),
    overdue: z.array(taskViewSchema),
    due_today: z.array(taskViewSchema),
  }),
  run: async (_input, caller) => {
    const { time_zone: timeZone } = caller.me;
    const now = caller.now();
    const today = localDate(now, timeZone);
    const day = Temporal.PlainDate.from(today);
    const [open, overdue, dueToday, soon] = await Promise.all([
      ask(caller, { per_page: 1 }),
      ask(caller, { overdue: true }),
      ask(caller, { due_after: today, due_before: today, overdue: false }),
      ask(caller, {
        due_after: day.add({ days: 1 }).toString(),
        due_before: day.add({ days: 7 }).toString(),
        per_page: 1,
      }),
    ]);
    const views = (page: TaskPage) => page.items.map((task) => toTaskView(task, { timeZone }));
    const data = {
      today,
      now_local: dueWords(new Date(now).toISOString(), timeZone),
      time_zone: timeZone,
      open_count: open.total,
      overdue_count: overdue.total,
      due_today_count: dueToday.total,
      next_7_days_count: soon.total,
      overdue: views(overdue),
      due_today: views(dueToday),
    };
    return {
      text: [
        `It is ${data.now_local} in ${timeZone}. Open: ${open.total}. Due in the seven days after today: ${soon.total}.`,
        taskLines(`Overdue: ${overdue.total}.`, data.overdue),
        taskLines(`Due today: ${dueToday.total}.`, data.due_today),
      ].join("\n"),
      data,
    };
  },
});
