/** What brings changes to and fro, in a file of its own: the page shows what it remembers without it. */
export { sendStep } from "../features/tasks/send-step.ts";
export { lead } from "./lead.ts";
