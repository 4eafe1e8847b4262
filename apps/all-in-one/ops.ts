import { explainFailure } from "./explain-failure.ts";
import { runOperatorCommand } from "./operator-commands.ts";

try {
  process.exitCode = await runOperatorCommand(process.argv.slice(2), process.env);
} catch (error) {
  console.error(explainFailure(error, "Not done"));
  process.exitCode = 1;
}
