"use client";

import { Menu } from "@/components/ui/menu";
import type { Role } from "./nav";
import { applyTheme, type Theme } from "./theme";

export type ShellUser = { name: string; role: Role };

const themes: readonly { theme: Theme; label: string }[] = [
  { theme: "dark", label: "Dark theme" },
  { theme: "light", label: "Light theme" },
  { theme: "system", label: "Theme of the system" },
];

/** Two letters that stand for a name. */
export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? "?")][0]?.toUpperCase()).join("");
}

async function signOut(): Promise<void> {
  const auth = await import("next-auth/react");
  await auth.signOut({ callbackUrl: "/sign-in" });
}

export function UserMenu({ user, onKeys }: { user: ShellUser; onKeys: () => void }) {
  return (
    <Menu
      label={`${user.name}, ${user.role}`}
      items={[
        { label: "Account", href: "/settings/account" },
        { label: "Keyboard shortcuts", onSelect: onKeys },
        ...themes.map(({ theme, label }) => ({ label, onSelect: () => applyTheme(theme) })),
        { label: "Sign out", onSelect: () => void signOut() },
      ]}
      trigger={(props) => (
        <button
          {...props}
          type="button"
          aria-label={`${user.name}, ${user.role}`}
          className="grid size-[26px] flex-none place-items-center rounded-2 border border-line bg-surface-0 text-caption font-medium text-ink-2 hover:text-ink-1 focus-visible:rounded-2 max-desk:size-10"
        >
          {initials(user.name)}
        </button>
      )}
    />
  );
}
