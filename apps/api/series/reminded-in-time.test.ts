import { nextOccurrences } from "@pakaura/domain/recurrence";
import { leadInstant } from "@pakaura/domain/reminder-time";
import { describe, expect, test } from "vitest";
import { completeTask, uncompleteTask } from "../tasks/complete-task.ts";
import { deleteTask } from "../tasks/delete-task.ts";
import { updateTask } from "../tasks/update-task.ts";
import { before, simulate } from "./simulated-series.case.ts";

const daily = { rrule: "FREQ=DAILY" };
const monday = "2026-11-02T09:00:00.000Z";
const pill = { due_date: monday, recurrence: daily };
const set = "2026-10-01T00:00:00.000Z";
const open = { from: set, until: "2026-11-06T12:00:00.000Z" };

describe("an instance is reminded of at due minus lead, whatever is open before it", () => {
  test.each([0, 1, 15, 30, 60, 540, 600, 1_439, 1_440, 1_441, 4_320, 10_080, 40_320])(
    "with a lead time of %i minutes",
    (lead) => {
      const all = simulate({ ...open, fields: { ...pill, reminder_lead_minutes: lead } });
      expect(all.length).toBeGreaterThanOrEqual(5);
      for (const { task, madeAt, remindAt } of all) {
        expect(remindAt).toEqual([before(task.dueAt ?? "", lead)]);
        expect(madeAt <= (remindAt[0] ?? "")).toBe(true);
      }
    },
  );

  test("with several reminders", () => {
    const fields = { ...pill, reminder_lead_minutes: 0 };
    for (const { task, madeAt, remindAt } of simulate({ ...open, fields, addedLeads: [120, 15] })) {
      expect(remindAt).toEqual([120, 15, 0].map((lead) => before(task.dueAt ?? "", lead)));
      expect(madeAt <= (remindAt[0] ?? "")).toBe(true);
    }
  });

  test.each([0, 540, 541, 1_440, 4_320, 40_320])(
    "on a whole day, counting from its morning, with a lead time of %i minutes",
    (lead) => {
      const timeZone = "America/New_York";
      const fields = { due_date: "2026-10-30", recurrence: daily, reminder_lead_minutes: lead };
      // The clocks change on 1 November: mornings are an hour later in UTC from then on.
      for (const { task, madeAt, remindAt } of simulate({ ...open, fields, timeZone })) {
        const day = task.dueOn ?? "";
        const morning = `${day}T${day < "2026-11-01" ? 13 : 14}:00:00.000Z`;
        expect(remindAt).toEqual([before(morning, lead)]);
        expect(madeAt <= (remindAt[0] ?? "")).toBe(true);
      }
    },
  );

  test("several times a day", () => {
    const recurrence = { rrule: "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,1" };
    const all = simulate({ ...open, fields: { ...pill, recurrence, reminder_lead_minutes: 2 } });
    for (const { task, remindAt } of all) expect(remindAt).toEqual([before(task.dueAt ?? "", 2)]);
  });
});

describe("no date of a rule is left out, and each is reminded of", () => {
  const longAgo = "2026-09-01T00:00:00.000Z";
  const until = "2026-11-20T00:00:00.000Z";
  const zones = ["UTC", "America/New_York", "Pacific/Apia"];
  test.each([
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;COUNT=7",
    "FREQ=DAILY;UNTIL=20261012",
    "FREQ=DAILY;BYDAY=SA,SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=-1FR",
  ])("%s", (rrule) => {
    for (const [index, timeZone] of zones.entries()) {
      const due = index % 2 === 0 ? "2026-10-05T08:30:00.000Z" : "2026-10-05";
      const leads = [30, 700, 10_080];
      const fields = {
        due_date: due,
        recurrence: { rrule },
        reminder_lead_minutes: leads[index] ?? 0,
      };
      const all = simulate({ fields, addedLeads: [5], timeZone, from: longAgo, until });
      const [first] = all;
      if (!first?.task.rule) throw new Error("there is no series");
      const dates = nextOccurrences(first.task.rule, { after: due, timeZone, count: 60 });
      const early = (date: string, lead: number) =>
        new Date(leadInstant(date, lead, timeZone)).toISOString();
      const wanted = [due, ...dates].filter((date) => early(date, leads[index] ?? 0) < until);
      const made = all.map(({ task }) => task.dueOn ?? task.dueAt ?? "");
      expect(made.filter((date) => wanted.includes(date))).toEqual(wanted);
      for (const { task, madeAt, remindAt } of all.slice(1)) {
        const [one, two] = [leads[index] ?? 0, 5].map((lead) =>
          early(task.dueOn ?? task.dueAt ?? "", lead),
        );
        expect(remindAt).toEqual([one, two]);
        expect(madeAt <= (one ?? "")).toBe(true);
      }
    }
  });
});

describe("an instance is not there before there is a reason", () => {
  const dueAndMade = (fields: object) =>
    simulate({ ...open, fields: { ...pill, ...fields } })
      .slice(1, 3)
      .map(({ task, madeAt }) => [task.dueOn ?? task.dueAt, madeAt]);

  test("it is made a moment before its first reminder", () => {
    expect(dueAndMade({ reminder_lead_minutes: 30 })).toEqual([
      ["2026-11-03T09:00:00.000Z", "2026-11-03T08:29:45.000Z"],
      ["2026-11-04T09:00:00.000Z", "2026-11-04T08:29:45.000Z"],
    ]);
  });

  test("and with its date when there is none, or it comes later", () => {
    expect(dueAndMade({ reminder_lead_minutes: null })).toEqual([
      ["2026-11-03T09:00:00.000Z", "2026-11-03T09:00:00.000Z"],
      ["2026-11-04T09:00:00.000Z", "2026-11-04T09:00:00.000Z"],
    ]);
    expect(dueAndMade({ due_date: "2026-11-02", reminder_lead_minutes: 60 })).toEqual([
      ["2026-11-03", "2026-11-03T00:00:00.000Z"],
      ["2026-11-04", "2026-11-04T00:00:00.000Z"],
    ]);
  });

  test("a reminder whose time had passed when the series was set comes as it is due, and makes nothing early", () => {
    const [first, second, third, fourth, fifth] = simulate({
      fields: { ...pill, reminder_lead_minutes: 2 * 1_440 + 60 },
      from: "2026-11-02T08:30:00.000Z",
      until: "2026-11-05T12:00:00.000Z",
    });
    expect(first?.remindAt).toEqual([monday]);
    expect(second?.remindAt).toEqual(["2026-11-03T09:00:00.000Z"]);
    expect(third?.remindAt).toEqual(["2026-11-04T09:00:00.000Z"]);
    // The first that could be reminded of in time has those before it with it.
    expect(fourth).toMatchObject({ remindAt: ["2026-11-03T08:00:00.000Z"] });
    expect(second?.madeAt).toBe("2026-11-03T07:59:45.000Z");
    expect(fifth?.remindAt).toEqual(["2026-11-04T08:00:00.000Z"]);
  });

  test("no more than a hundred are made ahead", () => {
    const recurrence = {
      rrule: `FREQ=DAILY;BYHOUR=${Array.from({ length: 24 }, (_, hour) => hour).join(",")}`,
    };
    const all = simulate({
      fields: { ...pill, recurrence, reminder_lead_minutes: 40_320 },
      from: set,
      until: "2026-11-02T15:30:00.000Z",
    });
    const ahead = all.filter(({ task }) => (task.dueAt ?? "") > "2026-11-02T15:30:00.000Z");
    expect(ahead).toHaveLength(100);
  });
});

describe("what happens in between loses no reminder", () => {
  const fields = { ...pill, reminder_lead_minutes: 30 };
  const place = (number: number) => (task: { occurrenceNumber: number }) =>
    task.occurrenceNumber === number;

  test("a downtime makes it late", () => {
    const [, second, third] = simulate({
      ...open,
      fields,
      downtime: ["2026-11-03T08:00:00.000Z", "2026-11-03T10:00:00.000Z"],
    });
    expect(second).toMatchObject({
      madeAt: "2026-11-03T10:00:00.000Z",
      remindAt: ["2026-11-03T08:30:00.000Z"],
    });
    expect(third?.remindAt).toEqual(["2026-11-04T08:30:00.000Z"]);
  });

  test("a downtime of days makes one instance of those that were missed, reminded of late", () => {
    const [, second, third] = simulate({
      ...open,
      fields,
      downtime: ["2026-11-02T12:00:00.000Z", "2026-11-05T08:00:00.000Z"],
    });
    expect(second).toMatchObject({
      task: { dueAt: "2026-11-04T09:00:00.000Z" },
      remindAt: ["2026-11-04T08:30:00.000Z"],
    });
    expect(third?.task.dueAt).toBe("2026-11-05T09:00:00.000Z");
  });

  test("completing late, after the reminder of the next one, makes no other", () => {
    const all = simulate({
      ...open,
      fields,
      steps: [
        {
          at: "2026-11-03T08:45:00.000Z",
          change: (tasks, context) =>
            tasks.filter(place(1)).flatMap((task) => completeTask(task, context)),
        },
      ],
    });
    expect(all.map(({ task }) => task.dueAt?.slice(0, 10))).toEqual(
      [2, 3, 4, 5, 6].map((day) => `2026-11-0${day}`),
    );
    expect(all[1]?.remindAt).toEqual(["2026-11-03T08:30:00.000Z"]);
  });

  test("opening a task again leaves the next one where its reminder has come", () => {
    const all = simulate({
      ...open,
      until: "2026-11-03T08:50:00.000Z",
      fields,
      steps: [
        {
          at: "2026-11-02T20:00:00.000Z",
          change: (tasks, context) => tasks.flatMap((task) => completeTask(task, context)),
        },
        {
          at: "2026-11-03T08:45:00.000Z",
          change: (tasks, context) =>
            tasks.filter(place(1)).flatMap((task) => uncompleteTask(task, context)),
        },
      ],
    });
    expect(all).toMatchObject([
      { task: { completedAt: null } },
      { task: { deletedAt: null }, remindAt: ["2026-11-03T08:30:00.000Z"] },
    ]);
  });

  test("opening it before that takes the next one back, which comes again in time", () => {
    const all = simulate({
      ...open,
      until: "2026-11-03T08:50:00.000Z",
      fields,
      steps: [
        {
          at: "2026-11-02T20:00:00.000Z",
          change: (tasks, context) => tasks.flatMap((task) => completeTask(task, context)),
        },
        {
          at: "2026-11-02T21:00:00.000Z",
          change: (tasks, context) =>
            tasks.filter(place(1)).flatMap((task) => uncompleteTask(task, context)),
        },
      ],
    });
    expect(all).toMatchObject([
      { task: { completedAt: null } },
      { task: { deletedAt: null, version: 3 }, remindAt: ["2026-11-03T08:30:00.000Z"] },
    ]);
  });

  test("deleting the open one makes the next, once", () => {
    const all = simulate({
      ...open,
      fields,
      steps: [
        {
          at: "2026-11-02T10:00:00.000Z",
          change: (tasks, context) => tasks.flatMap((task) => deleteTask(task, context)),
        },
      ],
    });
    expect(all.map(({ task }) => task.dueAt?.slice(0, 10))).toEqual(
      [2, 3, 4, 5, 6].map((day) => `2026-11-0${day}`),
    );
  });

  test("what was made ahead follows the series to another time, and what was changed stays", () => {
    const lead = { ...fields, reminder_lead_minutes: 2 * 1_440 };
    const move = (title?: string) =>
      simulate({
        fields: lead,
        from: set,
        until: "2026-11-02T11:00:00.000Z",
        steps: [
          {
            at: "2026-11-02T10:00:00.000Z",
            change: (tasks, context) => [
              ...tasks
                .filter(place(2))
                .flatMap((task) => (title ? updateTask(task, { title }, context, "this") : [])),
              ...tasks
                .filter(place(1))
                .flatMap((task) => updateTask(task, { due_date: "2026-11-02T20:00:00Z" }, context)),
            ],
          },
        ],
      }).flatMap(({ task }) => (task.deletedAt === null ? (task.dueAt ?? []) : []));
    expect(move()).toEqual(["2026-11-02T20:00:00.000Z"]);
    expect(move("Two pills")).toContain("2026-11-03T09:00:00.000Z");
  });
});
