/** What a command of the delivery ends with when it knows why: its message is for whoever reads the log. */
export class Refused extends Error {
  override name = "Refused";
}
