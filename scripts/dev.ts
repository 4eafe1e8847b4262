/** `npm run dev`: the services, restarted on every change, and the web app with hot reload in front of them. */
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { installed, root } from "./run-command.ts";

/** Where vite.config.ts sends what is not its own. */
const servicesPort = "3000";

const children: ChildProcess[] = [
  spawn(
    process.execPath,
    [
      "--watch",
      "--watch-preserve-output",
      join(root, "apps/all-in-one/main.ts"),
      "--without-web-app",
    ],
    {
      cwd: root,
      env: { ...process.env, PORT: servicesPort },
      stdio: ["ignore", "ignore", "inherit"],
    },
  ),
  spawn(installed("vite"), ["--clearScreen", "false"], {
    cwd: join(root, "apps/frontend"),
    stdio: ["ignore", "inherit", "inherit"],
  }),
];

let isStopping = false;
function stop(): void {
  if (isStopping) return;
  isStopping = true;
  for (const child of children) child.kill("SIGTERM");
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
process.once("disconnect", stop);
let running = children.length;
for (const child of children) {
  child.on("exit", () => {
    // Neither is of use without the other.
    stop();
    running -= 1;
    if (running === 0) process.exit(0);
  });
}
