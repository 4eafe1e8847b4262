import {
  assistantAboutSchema,
  assistantAnswerSchema,
  assistantRequestSchema,
} from "@pakaura/contract/assistant";
import { signInOptionsSchema } from "@pakaura/contract/accounts";
import {
  channelItemsSchema,
  channelOptionsSchema,
  channelSchema,
  createChannelSchema,
  createdChannelSchema,
  updateChannelSchema,
} from "@pakaura/contract/channel";
import {
  createFilterSchema,
  filterItemsSchema,
  savedFilterSchema,
  updateFilterSchema,
} from "@pakaura/contract/filter";
import { activityEntrySchema, streamEventSchema } from "@pakaura/contract/events";
import {
  activityPageSchema,
  bulkSchema,
  connectedAppItemsSchema,
  connectedAppSchema,
  createdTokenSchema,
  createTaskSchema,
  createTokenSchema,
  eventsAnswerSchema,
  meSchema,
  recurrenceInputSchema,
  renameTagSchema,
  snapshotSchema,
  tagItemsSchema,
  tagSchema,
  taskItemsSchema,
  taskPageSchema,
  tokenItemsSchema,
  revokedTokensSchema,
  tokenSchema,
  updateMeSchema,
  updateTaskSchema,
} from "@pakaura/contract/http";
import { problemSchema } from "@pakaura/contract/problem";
import {
  createReminderSchema,
  reminderPageSchema,
  reminderSchema,
  snoozeReminderSchema,
} from "@pakaura/contract/reminder";
import { recurrenceSchema, taskSchema } from "@pakaura/contract/task";
import { exportSchema, importResultSchema } from "@pakaura/contract/transfer";
import { z } from "zod";

/** JSON Schema of the 2020-12 draft, which OpenAPI 3.1 takes as it is. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

const requests = {
  CreateTask: createTaskSchema,
  UpdateTask: updateTaskSchema,
  RecurrenceInput: recurrenceInputSchema,
  Bulk: bulkSchema,
  RenameTag: renameTagSchema,
  CreateToken: createTokenSchema,
  UpdateMe: updateMeSchema,
  CreateReminder: createReminderSchema,
  CreateChannel: createChannelSchema,
  UpdateChannel: updateChannelSchema,
  CreateFilter: createFilterSchema,
  UpdateFilter: updateFilterSchema,
  SnoozeReminder: snoozeReminderSchema,
  AssistantRequest: assistantRequestSchema,
};

const answers = {
  Task: taskSchema,
  Recurrence: recurrenceSchema,
  TaskPage: taskPageSchema,
  TaskItems: taskItemsSchema,
  Tag: tagSchema,
  TagItems: tagItemsSchema,
  ActivityEntry: activityEntrySchema,
  ActivityPage: activityPageSchema,
  ActivityExport: z.array(activityEntrySchema.omit({ undoable: true })),
  Event: streamEventSchema,
  Events: eventsAnswerSchema,
  Snapshot: snapshotSchema,
  RevokedTokens: revokedTokensSchema,
  Token: tokenSchema,
  ConnectedApp: connectedAppSchema,
  ConnectedAppItems: connectedAppItemsSchema,
  TokenItems: tokenItemsSchema,
  CreatedToken: createdTokenSchema,
  Me: meSchema,
  SignInOptions: signInOptionsSchema,
  Reminder: reminderSchema,
  Channel: channelSchema,
  ChannelItems: channelItemsSchema,
  SavedFilter: savedFilterSchema,
  FilterItems: filterItemsSchema,
  ChannelOptions: channelOptionsSchema,
  CreatedChannel: createdChannelSchema,
  Export: exportSchema,
  ImportResult: importResultSchema,
  ReminderPage: reminderPageSchema,
  Document: z.record(z.string(), z.unknown()),
  AssistantAnswer: assistantAnswerSchema,
  AssistantAbout: assistantAboutSchema,
  Problem: problemSchema,
};

/** The named schemas of the document, from the zod schemas of the contract. */
export function componentSchemas(): Record<string, JsonSchema> {
  return { ...toSchemas(requests, "input"), ...toSchemas(answers, "output") };
}

/** The schema of a value of the query, as it is sent. A number's limits are known once it is read. */
export function querySchema(schema: z.ZodType): JsonSchema {
  const sent = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const isNumber = sent.type === "number";
  return withoutIds(isNumber ? z.toJSONSchema(schema, { io: "output" }) : sent);
}

function toSchemas(
  named: Record<string, z.ZodType>,
  io: "input" | "output",
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io,
    unrepresentable: "any",
    // Classes of Unicode are read by few of those who read a document.
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern?.includes(String.raw`\p{`)) delete jsonSchema.pattern;
    },
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, withoutIds(schema)] as const),
  );
}

function withoutIds({ $schema: _schema, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
