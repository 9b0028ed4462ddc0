export type Density = "compact" | "comfortable";

export const DENSITY_COOKIE = "density";

export function densityFrom(value: string | undefined): Density {
  return value === "comfortable" ? "comfortable" : "compact";
}

/** Keeps the choice for the next visit, readable by the server. */
export function rememberDensity(density: Density): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in two of the three engines
  document.cookie = `${DENSITY_COOKIE}=${density}; path=/; max-age=31536000; samesite=lax`;
}
