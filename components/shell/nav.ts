import {
  Activity,
  Bot,
  CircleDollarSign,
  LayoutDashboard,
  ListVideo,
  type LucideIcon,
  Settings,
  Siren,
  Waypoints,
} from "lucide-react";

export type Role = "viewer" | "operator" | "admin";

export type BadgeKey = "agents" | "incidents" | "connect";

export type Page = {
  title: string;
  path: string;
  /** The least role that may open it. */
  role: Role;
  icon?: LucideIcon;
  /** After `g`. */
  key?: string;
  badge?: BadgeKey;
  /** Stands apart from the page above it. */
  apart?: boolean;
  /** Has a place of its own in the bar of a phone. */
  onPhone?: boolean;
};

/** The pages of the rail, in order: one line a page. */
export const pages: readonly Page[] = [
  { title: "Overview", path: "/", role: "viewer", icon: LayoutDashboard, key: "o", onPhone: true },
  { title: "Agents", path: "/agents", role: "viewer", icon: Bot, key: "a", badge: "agents", onPhone: true },
  { title: "Orchestrators", path: "/orchestrators", role: "viewer", icon: Waypoints, key: "t" },
  { title: "Incidents", path: "/incidents", role: "viewer", icon: Siren, key: "i", badge: "incidents", onPhone: true },
  { title: "Runs", path: "/runs", role: "viewer", icon: ListVideo, key: "r", apart: true },
  { title: "Costs", path: "/costs", role: "viewer", icon: CircleDollarSign, key: "c", onPhone: true },
  { title: "Performance", path: "/performance", role: "viewer", icon: Activity, key: "p" },
  { title: "Settings", path: "/settings", role: "viewer", icon: Settings, key: "s", badge: "connect", apart: true },
];

/** The pages under Settings, in order. */
export const settingsPages: readonly Page[] = [
  { title: "Account", path: "/settings/account", role: "viewer" },
  { title: "Connect", path: "/settings/connect", role: "operator", key: "n", badge: "connect" },
  { title: "Registries", path: "/settings/registries", role: "viewer" },
  { title: "Sources", path: "/settings/sources", role: "viewer" },
  { title: "Environments", path: "/settings/environments", role: "viewer" },
  { title: "Users", path: "/settings/users", role: "admin" },
  { title: "Tokens", path: "/settings/tokens", role: "admin" },
  { title: "Audit", path: "/settings/audit", role: "admin" },
];

const ranks: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

export function allows(held: Role, needed: Role): boolean {
  return ranks[held] >= ranks[needed];
}

/** Whether `path` lies at or below a page; the Overview has nothing below it. */
export function isCurrent(page: Page, path: string): boolean {
  return page.path === "/" ? path === "/" : path === page.path || path.startsWith(`${page.path}/`);
}
