import type { CreateTask } from "@pakaura/contract/http";

/** A week of a person, for pictures: days counted from today, in the person's time zone. */
export function sampleTasks(today: Temporal.PlainDate, timeZone: string): CreateTask[] {
  const day = (days: number): string => today.add({ days }).toString();
  const at = (days: number, time: string): string =>
    today
      .add({ days })
      .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
      .toInstant()
      .toString({ smallestUnit: "millisecond" });
  return [
    { title: "Return the library books", due_date: day(-2), tags: ["errands"], priority: "high" },
    {
      title: "Renew the passport",
      due_date: day(-1),
      priority: "urgent",
      notes: "Two photos, the old one, 60 in cash.",
    },
    {
      title: "Water the plants",
      due_date: day(0),
      tags: ["home"],
      recurrence: { pattern: "weekly", day_of_week: ["MO", "TH"] },
    },
    {
      title: "Stand-up with the design team",
      due_date: at(0, "23:30"),
      tags: ["work"],
      reminder_lead_minutes: 15,
    },
    {
      title: "Send Maya the slides for Thursday",
      due_date: day(0),
      tags: ["work"],
      priority: "high",
    },
    { title: "Dentist", due_date: at(1, "10:30"), tags: ["health"], reminder_lead_minutes: 60 },
    { title: "Buy oat milk, lemons and coffee", due_date: day(1), tags: ["errands", "home"] },
    {
      title: "Draft the budget for next quarter",
      due_date: day(3),
      tags: ["work"],
      priority: "medium",
      notes: "Ask Jonas for the numbers of October first.",
    },
    {
      title: "Call grandmother",
      due_date: day(5),
      tags: ["family"],
      recurrence: { pattern: "weekly" },
    },
    {
      title: "Pay the rent",
      due_date: day(8),
      priority: "high",
      recurrence: { pattern: "monthly", day_of_month: 1 },
    },
    {
      title:
        "Plan the hike in the Harz: trains, huts, what to carry, who brings the stove and who the big tent",
      tags: ["family", "travel"],
      due_date: day(12),
    },
    { title: "Back up the photos", tags: ["home"], priority: "low" },
    { title: "Read “The Summer Book”" },
    { title: "Find a new home for the old bicycle", tags: ["home"] },
  ];
}
