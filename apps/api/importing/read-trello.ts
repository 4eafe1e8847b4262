import { Intake } from "./foreign-task.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { isObject, JsonFields, listIn, objectsIn, valueIn } from "./json-fields.ts";
import { reminderBefore } from "./json-task.ts";
import { titlesById } from "./titles-by-id.ts";
import { trelloFields } from "./trello-fields.ts";
import { createdOfTrello } from "./trello-id.ts";

/** What a board has beside its cards, by the numbers of cards, lists and people. */
type Board = {
  name: string;
  lists: ReadonlyMap<string, string>;
  closedLists: ReadonlySet<string>;
  labels: ReadonlyMap<string, string>;
  members: ReadonlyMap<string, string>;
  checklists: ReadonlyMap<string, object[]>;
  comments: ReadonlyMap<string, object[]>;
  customFields: ReadonlyMap<string, object>;
};
type CardContext = ReadContext & { intake: Intake; board: Board };

const technical = new Set(
  "address badges cardRole checkItemStates checklists comments coordinates cover creationMethod creationMethodError creationMethodLoadingStartedAt dateClosed dateLastActivity descData dueReminder email idAttachmentCover idBoard idChecklists idLabels idList idMemberCreator idMembersVoted idOrganization idPlugin idShort isTemplate labels limits locationName manualCoverAttachment mirrorSourceId nodeId pinned pluginData pos shortLink shortUrl staticMapUrl stickers subscribed url dateCompleted actions".split(
    " ",
  ),
);

/** True for a board of Trello as JSON. */
export function isTrello(value: unknown): value is object {
  if (!isObject(value)) return false;
  const cards = listIn(value, "cards").filter(isObject);
  return Array.isArray(valueIn(value, "lists")) && cards.some((one) => "idList" in one);
}

/** The cards of a board of Trello: list, labels and board become tags, items of check lists sub-tasks. */
export function readTrello(value: object, context: ReadContext): ReadFile {
  const intake = new Intake(context.now);
  const board = boardOf(value);
  for (const card of listIn(value, "cards")) {
    const fields = intake.next(card);
    if (fields !== null) readCard(fields, { ...context, intake, board });
  }
  const known = new Set(listIn(value, "cards").map((one) => valueIn(one, "id")));
  const apart = [...board.checklists].filter(([id]) => !known.has(id)).flatMap(([, all]) => all);
  readSteps(
    apart,
    { ...context, intake, board },
    { title: undefined, tags: [board.name], completedAt: null },
  );
  return intake.read();
}

function boardOf(value: object): Board {
  const lists = objectsIn(listIn(value, "lists"));
  const closed = lists.filter((one) => valueIn(one, "closed") === true);
  const comments = objectsIn(listIn(value, "actions")).filter(
    (one) => valueIn(one, "type") === "commentCard",
  );
  const named = objectsIn(listIn(value, "labels")).map((one) => {
    const name = valueIn(one, "name") || valueIn(one, "color");
    return { id: valueIn(one, "id"), name };
  });
  return {
    name: new JsonFields(value, 1).text("name"),
    lists: titlesById(lists, "id", "name"),
    closedLists: new Set(closed.map((one) => String(valueIn(one, "id")))),
    labels: titlesById(named, "id", "name"),
    members: titlesById(listIn(value, "members"), "id", "fullName"),
    checklists: Map.groupBy(objectsIn(listIn(value, "checklists")), (one) =>
      String(valueIn(one, "idCard")),
    ),
    comments: Map.groupBy(comments, cardOfComment),
    customFields: new Map(
      objectsIn(listIn(value, "customFields")).map((one) => [String(valueIn(one, "id")), one]),
    ),
  };
}

function cardOfComment(action: object): string {
  const data = valueIn(action, "data");
  const card: unknown = isObject(data) ? valueIn(data, "card") : null;
  return isObject(card) ? String(valueIn(card, "id")) : "";
}

function readCard(fields: JsonFields, context: CardContext): void {
  const { intake, board, timeZone, now } = context;
  const { line } = fields;
  const id = fields.text("id");
  const listId = fields.text("idList");
  const list = board.lists.get(listId) ?? "";
  intake.group("sections", list, fields.line);
  const isArchived = fields.isTrue("closed") || board.closedLists.has(listId);
  const isDueDone = fields.isTrue("dueComplete");
  if (isArchived) intake.lost.add("archived_cards", line);
  const due = fields.when("due", timeZone);
  const last = fields.when("dateCompleted", timeZone) ?? fields.when("dateLastActivity", timeZone);
  const completedAt = isArchived || isDueDone ? (last ?? new Date(now).toISOString()) : null;
  const lead = fields.number("dueReminder") ?? -1;
  const reminders =
    due === null || lead < 0
      ? []
      : reminderBefore(fields, Math.trunc(lead), { due, isRecurring: false });
  const createdAt = createdOfTrello(id, now);
  const notes = [fields.text("desc"), ...restOf(fields, context)];
  const tags = [...labelsOf(fields, board), list, board.name];
  const key = id === "" ? null : `trello ${id}`;
  const base = { tags, completedAt, createdAt };
  const title = intake.add(fields, {
    technical,
    title: "name",
    key,
    notes,
    due,
    reminders,
    ...base,
  });
  const lists = [...(board.checklists.get(id) ?? []), ...objectsIn(fields.raw("checklists"))];
  readSteps(lists, context, { title, tags, completedAt });
}

type Parent = { title: string | undefined; tags: string[]; completedAt: string | null };

function readSteps(lists: readonly object[], context: CardContext, parent: Parent): void {
  for (const one of lists)
    for (const item of listIn(one, "checkItems"))
      readStep(context.intake.next(item), context, parent);
}

function readStep(
  fields: JsonFields | null,
  { intake, board, timeZone, now }: CardContext,
  parent: Parent,
): void {
  if (fields === null) return;
  const id = fields.text("id");
  const isDone = fields.text("state") === "complete";
  const due = fields.when("due", timeZone);
  const member = fields.text("idMember");
  intake.keepPeople(fields, member === "" ? [] : [board.members.get(member) ?? member]);
  intake.add(fields, {
    technical: new Set([...technical, "idChecklist", "nameData"]),
    title: "name",
    key: id === "" ? null : `trello ${id}`,
    partOf: parent.title,
    due,
    tags: parent.tags,
    completedAt: isDone ? (parent.completedAt ?? new Date(now).toISOString()) : parent.completedAt,
    createdAt: createdOfTrello(id, now),
  });
}

/** The labels of a card, by their names or else their colours: they stand in it, or in the board. */
function labelsOf(fields: JsonFields, board: Board): string[] {
  const own = fields.objects("labels").map((one) => {
    const label = fields.inside(one);
    return label.text("name") || label.text("color");
  });
  const listed = fields.texts("idLabels").flatMap((id) => board.labels.get(id) ?? []);
  return own.length > 0 ? own : listed;
}

/** What stands in the notes: people, files, comments, fields of the team, and the start. */
function restOf(fields: JsonFields, { intake, board, timeZone }: CardContext): string[] {
  const { line } = fields;
  const { lost } = intake;
  intake.keepStart(fields, fields.when("start", timeZone));
  intake.keepPeople(
    fields,
    fields.texts("idMembers").map((id) => board.members.get(id) ?? id),
  );
  const files = fields.objects("attachments").map((one) => {
    const file = fields.inside(one);
    return `Attachment: ${[file.text("name"), file.text("url")].filter(Boolean).join(" ")}`;
  });
  lost.add("attachments", line, files.length);
  fields.keep("Link", fields.text("shortUrl") || fields.text("url"));
  trelloFields(fields, board.customFields);
  // The newest comes first in the file.
  const comments = (board.comments.get(fields.text("id")) ?? []).toReversed().map((one) => {
    const action = fields.inside(one);
    const data = action.raw("data");
    const by = action.raw("memberCreator");
    const who = isObject(by) ? fields.inside(by).text("fullName") : "";
    const told = [who, action.when("date", timeZone)?.slice(0, 10) ?? ""].filter(Boolean);
    return `Comment (${told.join(", ")}): ${isObject(data) ? fields.inside(data).text("text") : ""}`;
  });
  lost.add("comments", line, comments.length);
  return [files.join("\n"), comments.join("\n")];
}
