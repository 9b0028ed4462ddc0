import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { ShellFacts } from "@/components/overview/shell-facts";
import { Providers } from "@/components/shell/providers";
import { RAIL_COOKIE } from "@/components/shell/rail-cookie";
import { Shell } from "@/components/shell/shell";
import { ZONE_COOKIE, zoneFrom } from "@/components/ui/zone-cookie";
import { requirePage } from "@/server/platform/page";
import { listEnvironments, version } from "@/server/system";

export default async function OpsLayout({ children }: { children: ReactNode }) {
  const ctx = await requirePage("viewer", (await headers()).get("x-muster-path") ?? "/");
  const jar = await cookies();
  const environments = await listEnvironments({ ctx });
  return (
    <Providers zone={zoneFrom(jar.get(ZONE_COOKIE)?.value)} renderedAt={Date.now()}>
      <ShellFacts>
        <Shell
          user={{ name: ctx.actor.name, role: ctx.actor.role }}
          environments={environments.items}
          version={version()}
          railClosed={jar.get(RAIL_COOKIE)?.value === "closed"}
        >
          {children}
        </Shell>
      </ShellFacts>
    </Providers>
  );
}
