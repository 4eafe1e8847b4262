import { expect, it } from "vitest";
import { parseSearch, stringifySearch } from "./search-params.ts";

it("writes lists as repeated names and reads them back", () => {
  const search = { q: "tea & cake", tag: ["home", "büro"], sort: undefined, from: "" };
  const text = stringifySearch(search);
  expect(text).toBe("?q=tea+%26+cake&tag=home&tag=b%C3%BCro");
  expect(parseSearch(text)).toEqual({ q: "tea & cake", tag: ["home", "büro"] });
  expect(stringifySearch({})).toBe("");
});
