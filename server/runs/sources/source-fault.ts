export type SourceFaultKind = "address" | "away" | "credentials" | "refused" | "shape" | "guard";

/** Why a source cannot be read, in words that an operator can act on. Holds no credentials. */
export class SourceFault extends Error {
  override readonly name = "SourceFault";

  constructor(
    readonly kind: SourceFaultKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
