import { expect, test } from "vitest";
import { formatTable } from "./table.ts";

test("columns are as wide as their longest cell, and lines end where their text does", () => {
  const rows = [
    ["api", "15001", ""],
    ["websocket-gateway", "1", "x.log"],
  ];
  expect(formatTable(["name", "port", "log"], rows).split("\n")).toEqual([
    "name               port   log",
    "api                15001",
    "websocket-gateway  1      x.log",
  ]);
});
