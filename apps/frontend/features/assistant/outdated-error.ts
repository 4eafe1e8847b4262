/** It was asked, or done, too long ago or in another page: what answers it, or takes it back, is gone. */
export class OutdatedError extends Error {
  constructor() {
    super("that is no longer open");
    this.name = "OutdatedError";
  }
}
