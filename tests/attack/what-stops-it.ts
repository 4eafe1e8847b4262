import assert from "node:assert/strict";
import { ask, jsonOf } from "./ask.ts";
import { type Attack, expectStatus } from "./attack.ts";
import { deflatedOnes, zipOf } from "./hostile-zip.ts";
import { type Person, signUp, type Target } from "./target.ts";
import { whileItLives } from "./while-it-lives.ts";

/** An import that tells what it did, or refused it: whatever happens, there is an answer. */
async function bring(person: Person, { url }: Target, body: Buffer | string, type: string) {
  return ask(url, "/api/v1/import", {
    body,
    headers: { authorization: `Bearer ${person.token}`, "content-type": type },
  });
}

/** What `GET /export` gives, with the dates of its first task's series replaced. */
async function exportWith(person: Person, changes: object): Promise<string> {
  const body = { title: "Daily", due_date: "2026-01-01", recurrence: { pattern: "daily" } };
  expectStatus(await person.ask("POST", "/tasks", body), 201);
  const exported = jsonOf(await person.ask("GET", "/export"));
  const text = JSON.stringify(exported, (_key, value: unknown) =>
    typeof value === "object" && value !== null && "occurrence_number" in value
      ? { ...value, ...changes }
      : value,
  );
  // Somebody else's file: none of its ids are there yet.
  return text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, () => crypto.randomUUID());
}

const noDates = [
  "x",
  "",
  "NaN",
  "2026-02-30",
  "+300000-01-01",
  "0000-00-00",
  "2026-01-01T99:99:99Z",
];

function vikunja(tasks: object[]): string {
  return JSON.stringify([{ title: "Inbox", tasks }]);
}

export const whatStopsIt: Attack[] = [
  {
    promise: "No file brings a date that is none into a series, and nothing loops over one",
    run: async (target) => {
      for (const field of ["occurrence", "starts_at"])
        for (const value of noDates) {
          const person = await signUp(target);
          const file = await exportWith(person, { [field]: value });
          await whileItLives(target, async () => {
            const brought = await bring(person, target, file, "application/json");
            assert.ok(brought.status < 500, `${field} ${value}: ${brought.status} ${brought.text}`);
            const items = jsonOf(await person.ask("GET", "/tasks"))["items"];
            for (const { id } of items as { id: string }[])
              expectStatus(await person.ask("POST", `/tasks/${id}/complete`), 200);
          });
        }
      expectStatus(await ask(target.url, "/health/ready"), 200);
      return `${noDates.length} texts in 2 places, each completed afterwards`;
    },
  },
  {
    promise: "A bad row of a file is told, and never an error of ours",
    run: async (target) => {
      const good = { id: 1, title: "good", created: "2026-01-01T00:00:00Z" };
      const bad: object[] = [
        { due_date: "tomorrow" },
        { created: "x" },
        { reminders: [{ reminder: "nope" }] },
        { due_date: "+300000-01-01T00:00:00Z" },
        { repeat_after: 1e300 },
        { repeat_after: -5 },
        { priority: 1e20 },
        { labels: [{ title: 5 }] },
        { title: { a: 1 } },
        { done_at: 7 },
      ];
      for (const fields of bad) {
        const person = await signUp(target);
        const file = vikunja([good, { id: 2, title: "bad", ...fields }]);
        const brought = await bring(person, target, file, "application/json");
        expectStatus(brought, 200);
        const text = (await person.ask("GET", "/tasks")).text;
        assert.ok(text.includes('"title":"good"'), JSON.stringify(fields));
      }
      const person = await signUp(target);
      const series = await exportWith(person, {});
      const { tasks, ...rest } = JSON.parse(series) as { tasks: object[] };
      const twice = JSON.stringify({ ...rest, tasks: [...tasks, ...tasks] });
      const brought = await bring(person, target, twice, "application/json");
      expectStatus(brought, 200, 422);
      return `${bad.length} rows, and the same row twice`;
    },
  },
  {
    promise: "No header, address or body holds up everybody else",
    run: async (target) => {
      const person = await signUp(target);
      const authorization = `Bearer ${person.token}`;
      const blanks = " ".repeat(15_000);
      const deep = "[".repeat(400_000);
      const asks: [string, string, Record<string, string>?, (string | Buffer)?][] = [
        ["GET", "/", { "accept-encoding": `gzip${blanks}x` }],
        ["GET", "/", { "accept-encoding": `${",".repeat(15_000)}br` }],
        ["GET", "/", { "if-none-match": `W/"${'"'.repeat(15_000)}` }],
        ["GET", "/", { range: `bytes=${"0-1,".repeat(3_000)}` }],
        ["GET", "/api/v1/me", { cookie: `${"a=b; ".repeat(2_500)}` }],
        ["GET", "/api/v1/me", { authorization: `Bearer${blanks}x` }],
        ["GET", "/api/v1/me", { traceparent: "0-".repeat(7_000) }],
        ["GET", `/api/v1/tasks?search=${"a%20".repeat(2_000)}`, { authorization }],
        ["GET", `/api/v1/tasks?filter=${"(".repeat(7_000)}`, { authorization }],
        ["GET", `/api/v1/tasks?filter=${"!".repeat(7_000)}a`, { authorization }],
        ["GET", `/api/v1/tasks?${"tag=a&".repeat(1_300)}`, { authorization }],
        ["POST", "/api/v1/tasks", { authorization }, deep],
        ["POST", "/api/v1/tasks", { authorization }, `{"title":"${"a ".repeat(450_000)}"}`],
        ["POST", "/api/auth/sign-in/email", {}, deep],
      ];
      const files: [string, string][] = [
        ["text/plain", "every ".repeat(3_000_000)],
        ["application/json", "[".repeat(15_000_000)],
        ["application/json", vikunja([{ id: 1, title: "html", description: "<".repeat(160_000) }])],
        [
          "application/json",
          vikunja([{ id: 1, title: "html", description: "<p ".repeat(60_000) }]),
        ],
        ["text/csv", '"'.repeat(5_000_001)],
        ["text/calendar", `BEGIN:VCALENDAR\r\n${"BEGIN:VTODO\r\n".repeat(200_000)}`],
      ];
      for (const [type, file] of files)
        asks.push(["POST", "/api/v1/import", { authorization, "content-type": type }, file]);
      for (const rrule of [
        "FREQ=SECONDLY;COUNT=2147483647",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        `FREQ=YEARLY;BYDAY=${Array.from({ length: 200 }, (_, n) => `${n - 100}MO`).join(",")}`,
        "FREQ=DAILY;INTERVAL=999999999",
        "FREQ=DAILY;BYSETPOS=366;BYMONTHDAY=31;BYMONTH=2",
      ]) {
        const body = JSON.stringify({
          title: rrule,
          due_date: "2026-01-01",
          recurrence: { rrule },
        });
        asks.push(["POST", "/api/v1/tasks", { authorization }, body]);
      }
      for (const [method, path, headers = {}, body] of asks)
        await whileItLives(target, async () => {
          const question = { method, headers, ...(body === undefined ? {} : { body }) };
          const answer = await ask(target.url, path, question).catch(() => null);
          const name = `${method} ${path.slice(0, 60)} ${JSON.stringify(headers).slice(0, 60)}`;
          assert.ok(
            answer === null || answer.status < 500 || answer.status === 503,
            `${name}: ${answer?.status}`,
          );
        });
      return `${asks.length} requests of the largest size that is taken`;
    },
  },
  {
    promise: "An archive that lies about what is in it ends soon",
    run: async (target) => {
      const person = await signUp(target);
      const zips: [string, Buffer][] = [
        [
          "6,000 entries",
          zipOf(
            Array.from({ length: 6_000 }, (_, n) => ({
              name: `${n}.json`,
              data: Buffer.from("[]"),
            })),
          ),
        ],
        ["one entry of 500 MB", zipOf([{ name: "tasks.json", ...deflatedOnes(500) }])],
        [
          "200 entries of the same name",
          zipOf(Array.from({ length: 200 }, () => ({ name: "data.json", ...deflatedOnes(20) }))),
        ],
        [
          "a size that is a lie",
          zipOf([{ name: "data.json", ...deflatedOnes(200), claimedSize: 10 }]),
        ],
        [
          "half an archive",
          zipOf([{ name: "data.json", data: Buffer.alloc(100_000, "[") }]).subarray(0, 60),
        ],
      ];
      for (const [name, zip] of zips)
        await whileItLives(target, async () => {
          const brought = await bring(person, target, zip, "application/zip");
          assert.ok(brought.status < 500, `${name}: ${brought.status} ${brought.text}`);
        });
      return zips.map(([name]) => name).join(", ");
    },
  },
  {
    // On two busy processors its threads, and not the product, would decide how long others wait.
    isLong: true,
    promise: "Many large imports at once hold up nobody, and those too many are told to wait",
    run: async (target) => {
      const line =
        "Buy a kilogram of apples, and think of all that there is to do about them every monday\n";
      const file = Buffer.from(line.repeat(Math.floor(19_000_000 / line.length)));
      const people = await Promise.all(Array.from({ length: 4 }, () => signUp(target)));
      const statuses = await whileItLives(target, () =>
        Promise.all(
          Array.from({ length: 16 }, async (_, index) => {
            const person = people[index % people.length];
            if (!person) return 0;
            const answer = await bring(person, target, file, "text/plain").catch(() => null);
            return answer?.status ?? 0;
          }),
        ),
      );
      for (const status of statuses)
        assert.ok([0, 200, 413, 422, 429, 503].includes(status), statuses.join(" "));
      expectStatus(await ask(target.url, "/health/ready"), 200);
      return `16 of 19 MB by 4 people: ${statuses.join(" ")}`;
    },
  },
];
