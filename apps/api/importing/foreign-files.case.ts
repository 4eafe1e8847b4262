/** Files as products write them, small ones of our own: the same for all tests of what reads them. */
const lines = (...all: string[]): string => `${all.join("\n")}\n`;

const tickTickColumns =
  '"Folder Name","List Name","Title","Kind","Tags","Content","Is Check list","Start Date","Due Date","Reminder","Repeat","Priority","Status","Created Time","Completed Time","Order","Timezone","Is All Day","Is Floating","Column Name","Column Order","View Mode","taskId","parentId"';

export const foreignFiles = {
  ticktick: lines(
    '"Date: 2026-11-20+0000"',
    '"Version: 7.1"',
    '"Status: ',
    "0 Normal",
    "1 Completed",
    '2 Archived"',
    tickTickColumns,
    '"Private","Home","Water plants","TEXT","green, garden","Not the cactus","N","2026-12-01T23:00:00+0000","2026-12-01T23:00:00+0000","TRIGGER:P0DT9H0M0S","RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;TT_SKIP=HOLIDAY","3","0","2026-01-02T08:00:00+0000","","-1","Europe/Berlin","true","false","Today","0","list","1",""',
    '"","Work","Report","TEXT","","Two\rlines","N","2026-12-03T08:00:00+0000","2026-12-03T09:30:00+0000","-PT30M","","5","0","2026-01-03T08:00:00+0000","","-2","America/New_York","false","false","","","list","2",""',
    '"","Work","Numbers","TEXT","","","N","","","","","0","2","2026-01-04T08:00:00+0000","2026-02-04T08:00:00+0000","-3","America/New_York","false","false","","","list","3","2"',
    '"","Home","Shop","CHECKLIST","","Bring a bag▫Milk▪Bread","Y","","","","","1","0","2026-01-05T08:00:00+0000","","-4","Europe/Berlin","","false","","","list","4",""',
  ),
  asana_csv: lines(
    "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,Notes,Projects,Parent task,Priority,Effort",
    '1200000000000001,2026-01-01,,2026-01-05,Plan the fair,To do,Ada,ada@example.org,2026-11-30,2026-12-10,"fair,big","Rooms, food",Events,,High,3 days',
    "1200000000000002,2026-01-02,2026-02-02,2026-02-02,Book a room,,,,,,,,,Plan the fair,,",
  ),
  trello_csv: lines(
    '"Card ID","Card Name","Card URL","Card Description","Labels","Members","Due Date","Attachment Count","Attachment Links","Checklist Item Total Count","Checklist Item Completed Count","Vote Count","Comment Count","Last Activity Date","List ID","List Name","Board ID","Board Name","Archived","Start Date","Due Complete"',
    '"65a000000000000000000001","Paint the door","https://trello.com/c/a","Two coats","green,home","ada","2026-12-24T17:00:00.000Z","1","https://example.org/a.png","3","1","0","2","2026-01-05T08:00:00.000Z","65a000000000000000000011","Doing","65a000000000000000000021","House","false","",""',
    '"65a000000000000000000002","Oil the lock","https://trello.com/c/b","","","","","0","","0","0","0","0","2026-01-06T08:00:00.000Z","65a000000000000000000011","Doing","65a000000000000000000021","House","true","",""',
  ),
  google_tasks: JSON.stringify({
    kind: "tasks#taskLists",
    items: [
      {
        kind: "tasks#tasks",
        id: "L1",
        title: "My tasks",
        updated: "2026-01-01T00:00:00Z",
        items: [
          {
            kind: "tasks#task",
            id: "A",
            title: "Trip",
            notes: "By train",
            status: "needsAction",
            due: "2026-12-24T00:00:00.000Z",
            created: "2026-01-01T08:00:00Z",
            updated: "2026-01-02T08:00:00Z",
            starred: true,
            links: [{ type: "email", description: "Mail of Ada", link: "https://example.org/m" }],
          },
          {
            kind: "tasks#task",
            id: "B",
            parent: "A",
            title: "Tickets",
            status: "completed",
            completed: "2026-01-03T08:00:00Z",
            hidden: true,
          },
          {
            kind: "tasks#task",
            id: "C",
            title: "Dentist",
            status: "needsAction",
            due: "2026-12-03T00:00:00.000Z",
            scheduled_time: [{ current: true, start: "2026-12-03T09:30:00Z" }],
          },
          { kind: "tasks#task", id: "D", title: "Gone", status: "needsAction", deleted: true },
        ],
      },
    ],
  }),
  microsoft_todo: JSON.stringify([
    {
      id: "L1",
      displayName: "Groceries",
      isOwner: true,
      wellknownListName: "none",
      tasks: [
        {
          "@odata.etag": "x",
          id: "A",
          title: "Milk",
          importance: "high",
          status: "notStarted",
          isReminderOn: true,
          categories: ["Blue"],
          body: { content: "<p>Of the <b>cow</b></p>", contentType: "html" },
          createdDateTime: "2026-01-01T08:00:00.1234567Z",
          dueDateTime: { dateTime: "2026-12-04T00:00:00.0000000", timeZone: "UTC" },
          reminderDateTime: {
            dateTime: "2026-12-04T09:00:00.0000000",
            timeZone: "W. Europe Standard Time",
          },
          recurrence: {
            pattern: {
              type: "weekly",
              interval: 2,
              month: 0,
              dayOfMonth: 0,
              daysOfWeek: ["friday"],
              firstDayOfWeek: "sunday",
              index: "first",
            },
            range: { type: "endDate", startDate: "2026-12-04", endDate: "2027-03-01" },
          },
          linkedResources: [{ displayName: "Shop", webUrl: "https://example.org/s" }],
          checklistItems: [
            { id: "A1", displayName: "A litre", isChecked: false },
            {
              id: "A2",
              displayName: "A glass",
              isChecked: true,
              checkedDateTime: "2026-01-02T08:00:00Z",
            },
          ],
        },
        {
          id: "B",
          title: "Bread",
          importance: "low",
          status: "completed",
          isReminderOn: false,
          hasAttachments: true,
          completedDateTime: { dateTime: "2026-02-01T00:00:00.0000000", timeZone: "UTC" },
        },
      ],
    },
  ]),
  things: JSON.stringify([
    {
      type: "project",
      attributes: {
        title: "Move",
        area: "Family",
        notes: "In spring",
        tags: ["Big"],
        items: [
          { type: "to-do", attributes: { title: "Boxes", tags: ["Errand"] } },
          { type: "heading", attributes: { title: "Rooms" } },
          {
            type: "to-do",
            attributes: {
              title: "Kitchen",
              when: "2026-12-05@18:00",
              deadline: "2026-12-20",
              "checklist-items": [
                { type: "checklist-item", attributes: { title: "Cups", completed: true } },
              ],
            },
          },
        ],
      },
    },
    {
      type: "to-do",
      attributes: {
        title: "Call Bo",
        when: "someday",
        completed: true,
        "completion-date": "2026-01-05T08:00:00Z",
        "creation-date": "2026-01-01T08:00:00Z",
      },
    },
  ]),
  things_database: JSON.stringify([
    {
      uuid: "u1",
      type: "to-do",
      title: "Write",
      trashed: false,
      status: "incomplete",
      area_title: "Work",
      notes: "A page",
      start: "Anytime",
      start_date: "2026-12-01",
      deadline: null,
      stop_date: null,
      created: "2026-01-01 08:00:00",
      modified: "2026-01-01 08:00:00",
      index: 0,
      today_index: 0,
      tags: ["Deep"],
      checklist: [{ title: "Plot", status: "completed", type: "checklist-item", uuid: "c1" }],
    },
    {
      uuid: "u2",
      type: "to-do",
      title: "Old",
      status: "canceled",
      stop_date: "2026-01-02 08:00:00",
    },
    { uuid: "u3", type: "to-do", title: "Thrown away", status: "incomplete", trashed: true },
  ]),
  todoist: JSON.stringify({
    sync_token: "x",
    full_sync: true,
    projects: [{ id: "p1", name: "Home" }],
    sections: [{ id: "s1", name: "Garden", project_id: "p1" }],
    collaborators: [{ id: "u9", full_name: "Ada" }],
    notes: [
      {
        id: "n1",
        item_id: "i1",
        content: "Not at noon",
        posted_at: "2026-01-02T08:00:00Z",
        file_attachment: { file_name: "a.png", file_url: "https://example.org/a.png" },
      },
    ],
    reminders: [
      { id: "r1", item_id: "i1", type: "relative", minute_offset: 30 },
      { id: "r2", item_id: "i1", type: "location", name: "Shed" },
    ],
    items: [
      {
        id: "i1",
        content: "Water",
        description: "All",
        project_id: "p1",
        section_id: "s1",
        parent_id: null,
        priority: 4,
        labels: ["green"],
        checked: false,
        is_deleted: false,
        added_at: "2026-01-01T08:00:00Z",
        responsible_uid: "u9",
        duration: { amount: 15, unit: "minute" },
        due: {
          date: "2026-12-07T09:00:00",
          timezone: null,
          string: "every mon at 9am",
          lang: "en",
          is_recurring: true,
        },
        deadline: { date: "2026-12-31", lang: "en" },
      },
      {
        id: "i2",
        content: "Can",
        project_id: "p1",
        parent_id: "i1",
        priority: 1,
        checked: true,
        completed_at: "2026-02-01T08:00:00Z",
        labels: [],
        due: null,
      },
      { id: "i3", content: "Gone", project_id: "p1", is_deleted: true, labels: [], priority: 1 },
    ],
  }),
  taskwarrior: lines(
    "[",
    '{"id":1,"uuid":"a","description":"Rent","status":"pending","entry":"20260101T080000Z","due":"20261130T230000Z","recur":"monthly","parent":"t","imask":2,"priority":"H","project":"home.flat","tags":["bank"],"urgency":9.1,"annotations":[{"entry":"20260102T080000Z","description":"by transfer"}],"depends":["b"],"estimate":"PT1H"},',
    '{"id":2,"uuid":"b","description":"Pay in","status":"waiting","entry":"20260101T080000Z","wait":"20261201T080000Z","scheduled":"20261202T080000Z","urgency":1},',
    '{"id":0,"uuid":"c","description":"Done","status":"completed","entry":"20260101T080000Z","end":"20260201T080000Z","urgency":0},',
    '{"id":3,"uuid":"t","description":"Rent","status":"recurring","entry":"20260101T080000Z","due":"20251231T230000Z","recur":"monthly","mask":"++-","urgency":0},',
    '{"id":0,"uuid":"d","description":"Gone","status":"deleted","entry":"20260101T080000Z","end":"20260201T080000Z","urgency":0}',
    "]",
  ),
  asana: JSON.stringify({
    data: [
      {
        gid: "1",
        resource_type: "task",
        name: "Plan",
        notes: "All of it",
        completed: false,
        created_at: "2026-01-01T08:00:00.000Z",
        due_on: "2026-12-10",
        due_at: null,
        start_on: "2026-12-01",
        assignee: { gid: "9", name: "Ada", resource_type: "user" },
        memberships: [
          { project: { gid: "5", name: "Fair" }, section: { gid: "6", name: "To do" } },
        ],
        tags: [{ gid: "7", name: "big" }],
        custom_fields: [
          { gid: "8", name: "Priority", display_value: "Medium" },
          { gid: "10", name: "Effort", display_value: "3" },
        ],
        subtasks: [
          {
            gid: "2",
            name: "Book",
            completed: true,
            completed_at: "2026-02-01T08:00:00.000Z",
            subtasks: [{ gid: "3", name: "Ask", completed: false }],
          },
        ],
      },
    ],
  }),
  trello: JSON.stringify({
    id: "65a000000000000000000021",
    name: "House",
    lists: [
      { id: "l1", name: "Doing", closed: false },
      { id: "l2", name: "Old", closed: true },
    ],
    labels: [{ id: "b1", name: "", color: "green" }],
    members: [{ id: "m1", fullName: "Ada", username: "ada" }],
    customFields: [{ id: "f1", name: "Size", type: "text" }],
    checklists: [
      {
        id: "k1",
        idCard: "65a000000000000000000001",
        name: "Steps",
        checkItems: [
          { id: "65a000000000000000000031", name: "Sand", state: "complete", pos: 1 },
          {
            id: "65a000000000000000000032",
            name: "Prime",
            state: "incomplete",
            due: "2026-12-20T12:00:00.000Z",
          },
        ],
      },
    ],
    actions: [
      {
        type: "commentCard",
        date: "2026-01-02T08:00:00.000Z",
        data: { text: "White", card: { id: "65a000000000000000000001" } },
        memberCreator: { fullName: "Bo" },
      },
    ],
    cards: [
      {
        id: "65a000000000000000000001",
        name: "Paint the door",
        desc: "Two coats",
        due: "2026-12-24T17:00:00.000Z",
        dueReminder: 60,
        dueComplete: false,
        start: "2026-12-01T08:00:00.000Z",
        closed: false,
        idList: "l1",
        idLabels: ["b1"],
        labels: [{ id: "b1", name: "", color: "green" }],
        idMembers: ["m1"],
        idChecklists: ["k1"],
        attachments: [{ name: "plan.png", url: "https://example.org/plan.png" }],
        customFieldItems: [{ idCustomField: "f1", value: { text: "2 m" } }],
        shortUrl: "https://trello.com/c/a",
        dateLastActivity: "2026-01-05T08:00:00.000Z",
        pos: 1,
      },
      {
        id: "65a000000000000000000002",
        name: "Oil the lock",
        closed: false,
        idList: "l2",
        dateLastActivity: "2026-01-06T08:00:00.000Z",
      },
    ],
  }),
} as const;

/** The format that each of the files is of, where its name does not say it. */
export function formatOfFile(name: keyof typeof foreignFiles): string {
  return name.replace(/_(?:csv|database)$/u, "");
}
