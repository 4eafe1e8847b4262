import { join } from "node:path";

/** Where a stack keeps its data and its logs. */
export type Place = { dataFolder: string; logFolder: string };

/** Of one part: a folder for its data, and a file for what it says. */
export function placeOf({ dataFolder, logFolder }: Place, name: string) {
  return { folder: join(dataFolder, name), logFile: join(logFolder, `${name}.log`) };
}
