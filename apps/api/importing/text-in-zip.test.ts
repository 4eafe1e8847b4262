import { crc32, deflateRawSync } from "node:zlib";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { isZip, readZip } from "./text-in-zip.ts";

type Entry = { name: string; size: number };

/** An archive whose directory lists these entries, which all are the same bytes of the file. */
function craft(content: Buffer, entries: Entry[]): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const sums = Buffer.alloc(12);
  sums.writeUInt32LE(crc32(content), 0);
  sums.writeUInt32LE(packed.length, 4);
  const common = (size: number): Buffer => {
    sums.writeUInt32LE(size, 8);
    // Version 2.0, deflated, no date.
    return Buffer.concat([Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]), sums]);
  };
  const local = Buffer.concat([
    Buffer.from("PK\u0003\u0004"),
    common(content.length),
    Buffer.from([9, 0, 0, 0]),
    Buffer.from("data.json"),
    packed,
  ]);
  const directory = Buffer.concat(
    entries.map(({ name, size }) => {
      const rest = Buffer.alloc(18);
      rest.writeUInt16LE(name.length, 0);
      return Buffer.concat([
        Buffer.from("PK\u0001\u0002"),
        Buffer.from([20, 0]),
        common(size),
        rest,
        Buffer.from(name),
      ]);
    }),
  );
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, directory, end]);
}

const refusal = "The archive holds no data.json or Tasks.json that can be read";

test("the first data.json is read, whatever else there is", async () => {
  const zip = Buffer.from(
    zipSync({ "files/1": Buffer.from("x"), "data.json": Buffer.from('["ä"]') }),
  );
  expect(isZip(zip)).toBe(true);
  expect(await readZip(zip)).toEqual({ json: '["ä"]' });
  const content = Buffer.from("[]");
  const entries = [
    { name: "other", size: 2 },
    { name: "data.json", size: 2 },
  ];
  expect(await readZip(craft(content, entries))).toEqual({ json: "[]" });
});

test.each([
  ["says that it is smaller than it is", 10],
  ["says that it is larger than it is", 20_000_001],
  ["says that it is larger than an import may be", 4_000_000_000],
])("an entry that %s is refused", async (_what, size) => {
  const zip = craft(Buffer.alloc(20_000_000), [{ name: "data.json", size }]);
  await expect(readZip(zip)).rejects.toThrow(refusal);
});

test("one that is cut off, or is none, is refused", async () => {
  const whole = craft(Buffer.from("[]"), [{ name: "data.json", size: 2 }]);
  for (const bytes of [whole.subarray(0, 40), Buffer.from("PK\u0003\u0004"), Buffer.alloc(0)]) {
    await expect(readZip(bytes)).rejects.toThrow(refusal);
  }
});

test.each(["data.json", "x"])(
  "of 65,000 entries named %s one is unpacked at most",
  async (name) => {
    const content = Buffer.alloc(20_000_000, " ");
    const entries = Array.from({ length: 65_000 }, () => ({ name, size: content.length }));
    const zip = craft(content, entries);
    const since = process.cpuUsage();
    const read = readZip(zip);
    if (name === "x") await expect(read).rejects.toThrow(refusal);
    else expect(await read).toEqual({ json: content.toString() });
    expect(process.cpuUsage(since).user / 1_000).toBeLessThan(2_000);
  },
);

test("without one the files of CSV are read, in any folder, and none that is hidden", async () => {
  const zip = zipSync({
    "a/Home [1].csv": Buffer.from("x"),
    "Inbox.CSV": Buffer.from("y"),
    "__MACOSX/._Inbox.csv": Buffer.from("z"),
    "read.me": Buffer.from("z"),
  });
  expect(await readZip(Buffer.from(zip))).toEqual({
    csv: [
      { name: "a/Home [1].csv", bytes: Buffer.from("x") },
      { name: "Inbox.CSV", bytes: Buffer.from("y") },
    ],
    otherCount: 2,
  });
});

test("of Google's Takeout the tasks are read, however large its other tables are", async () => {
  const big = Buffer.alloc(15_000_000, " ");
  const zip = zipSync({
    "Takeout/Fit/a.csv": big,
    "Takeout/Fit/b.csv": big,
    "Takeout/Tasks/Tasks.json": Buffer.from("{}"),
  });
  expect(await readZip(Buffer.from(zip))).toEqual({ json: "{}" });
});

test("files of CSV that are too large together are refused", async () => {
  const content = Buffer.alloc(15_000_000, " ");
  const entries = ["a.csv", "b.csv"].map((name) => ({ name, size: content.length }));
  await expect(readZip(craft(content, entries))).rejects.toThrow(refusal);
});
