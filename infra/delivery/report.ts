import { appendFileSync } from "node:fs";

/** Appends to a file of GitHub's runner that a variable names; elsewhere there is none, and nothing is written. */
function append(
  variable: "GITHUB_OUTPUT" | "GITHUB_STEP_SUMMARY" | "GITHUB_ENV",
  text: string,
): void {
  const file = process.env[variable];
  if (file) appendFileSync(file, `${text}\n`);
}

/** Hands a value of one line to later steps and jobs, and shows it. */
export function output(name: string, value: string): void {
  console.log(`${name}=${value}`);
  append("GITHUB_OUTPUT", `${name}=${value}`);
}

/** Sets a variable of the environment for later steps. */
export function setForLaterSteps(name: string, value: string): void {
  append("GITHUB_ENV", `${name}=${value}`);
}

/** Says something in the log and on the page of the run. */
export function summarize(markdown: string): void {
  console.log(markdown);
  append("GITHUB_STEP_SUMMARY", `${markdown}\n`);
}

/** Tells GitHub's log to show stars in place of this value. */
export function mask(value: string): void {
  if (process.env["GITHUB_ACTIONS"]) console.log(`::add-mask::${value}`);
}

/** Why a command ends without success, where GitHub shows it first. */
export function fail(message: string): void {
  const escaped = message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  console.error(process.env["GITHUB_ACTIONS"] ? `::error::${escaped}` : message);
  append("GITHUB_STEP_SUMMARY", `**Failed:** ${message}\n`);
}
