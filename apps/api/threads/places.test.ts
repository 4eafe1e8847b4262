import { expect, test } from "vitest";
import { Places } from "./places.ts";

test("a user has so many places, and everybody together so many", () => {
  const places = new Places({ what: "imports", perUser: 2, inAll: 3 });
  const release = places.take("ann");
  places.take("ann");
  expect(() => places.take("ann")).toThrow(
    expect.objectContaining({ status: 429, headers: { "retry-after": "5" } }),
  );
  places.take("bob");
  expect(() => places.take("cy")).toThrow(
    expect.objectContaining({ status: 503, headers: { "retry-after": "5" } }),
  );
  release();
  release();
  places.take("cy");
  expect(() => places.take("ann")).toThrow(expect.objectContaining({ status: 503 }));
});
