import type { GetPromptResult, McpServer } from "@modelcontextprotocol/server";

const planMyDay = [
  "Plan my day with the tasks in Pakaura.",
  "1. Call get_overview, and find_tasks for what is due in the next three days.",
  "2. Propose what to do today and in which order: what is overdue or urgent first, no more than fits into a day. Say what should move, and to which day.",
  "3. Change nothing yet. When I agree, move tasks by reschedule_tasks, and tell me what was moved with its weekday.",
].join("\n");

const weeklyReview = [
  "Do a weekly review with the tasks in Pakaura.",
  "1. Call find_activity for task.completed since 7 days ago, and tell me in a few lines what was done.",
  "2. Call get_overview and find_tasks: what is overdue, what is due in the next seven days, and what lies around without a date for long.",
  "3. Go through what is overdue with me: do it, move it, or delete it. Change nothing before I have said what becomes of it.",
  "4. End with the three tasks that matter most next week.",
].join("\n");

function asUser(text: string): GetPromptResult {
  return { messages: [{ role: "user", content: { type: "text", text } }] };
}

/** What a person can start from their client with one choice. */
export function addPrompts(server: McpServer): void {
  server.registerPrompt(
    "plan_my_day",
    { title: "Plan my day", description: "Looks at what is due and proposes a plan for today" },
    () => asUser(planMyDay),
  );
  server.registerPrompt(
    "weekly_review",
    {
      title: "Weekly review",
      description: "Looks back on the week, and goes through what is open",
    },
    () => asUser(weeklyReview),
  );
}
