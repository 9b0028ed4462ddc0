export type Theme = "system" | "dark" | "light";

/** The server reads this cookie and renders `data-theme`, so no theme ever flashes and no script is needed. */
export const THEME_COOKIE = "theme";

export function themeFrom(cookie: string | undefined): Theme {
  return cookie === "dark" || cookie === "light" ? cookie : "system";
}

/** Shows a theme at once and remembers it for a year; "system" forgets. */
export function applyTheme(theme: Theme): void {
  const age = theme === "system" ? 0 : 31_536_000;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in two of the three engines
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${age}; samesite=lax`;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** What the page shows now. */
export function shownTheme(): "dark" | "light" {
  const chosen = themeFrom(document.documentElement.dataset.theme);
  if (chosen !== "system") return chosen;
  return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}
