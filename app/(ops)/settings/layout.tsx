import type { ReactNode } from "react";
import { SettingsTabs } from "@/components/admin/settings-tabs";
import { requirePage } from "@/server/platform/page";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor } = await requirePage("viewer", "/settings");
  return (
    <>
      <SettingsTabs role={actor.role} />
      {children}
    </>
  );
}
