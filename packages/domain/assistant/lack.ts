/** What a command lacks. */
export type Lack =
  | "title"
  | "target"
  | "tag"
  | "when"
  | "date"
  | "priority"
  | "name"
  | "note"
  | "lead"
  | "command";
