/** A program that the stack is made with or from is not on this machine. One line for each. */
export class ToolMissing extends Error {
  override name = "ToolMissing";

  static ofAll(errors: Error[]): ToolMissing {
    return new ToolMissing(errors.map(({ message }) => message).join("\n"));
  }
}
