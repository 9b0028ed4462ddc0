/** The cookie that lets the server render wall clocks in the viewer's zone from the second visit on. */
export const ZONE_COOKIE = "zone";

/** The cookie's zone, or UTC where there is none or it is not one the platform knows. */
export function zoneFrom(value: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value ?? "UTC" }).resolvedOptions().timeZone;
  } catch {
    // The platform says no by throwing; a forged cookie is as good as none.
    return "UTC";
  }
}
