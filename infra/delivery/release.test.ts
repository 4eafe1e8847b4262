import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { digest } from "./cluster.fixture.ts";
import { imageNames, imagesSchema } from "./images.ts";
import { valuesWithImages } from "./release-chart.ts";
import { readVersion } from "./release.ts";

const images = imagesSchema.parse(Object.fromEntries(imageNames.map((name) => [name, digest])));

test("the version is that of package.json, and no other", () => {
  expect(readVersion("1.2.0", '{ "version": "1.2.0" }')).toBe("1.2.0");
  for (const other of ["1.2", "v1.2.0", "1.2.1", undefined])
    expect(() => readVersion(other, '{ "version": "1.2.0" }')).toThrow(/1\.2\.0/);
});

test("the values of a released chart name every image by its digest, and stay as they were else", () => {
  const values = readFileSync(join(import.meta.dirname, "../helm/pakaura/values.yaml"), "utf8");
  const parsed = (text: string): Record<string, unknown> => parse(text, { merge: true });
  const before = parsed(values);
  const after = parsed(valuesWithImages(values, "registry.example/pakaura", images));
  expect(after["image"]).toMatchObject({ registry: "registry.example/pakaura", pullSecrets: [] });
  for (const name of imageNames) expect(after[name]).toMatchObject({ image: { digest } });
  for (const name of ["kafka", "postgres", "secrets", "pods"])
    expect(after[name]).toEqual(before[name]);
});
