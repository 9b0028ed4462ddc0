"use client";

import { useQuery } from "@tanstack/react-query";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Empty } from "@/components/ui/empty";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import type { contract } from "@/server/auth/contract";
import { type UserItem, userSessionsQuery } from "./queries";
import { SessionsTable } from "./sessions-table";
import { useDeed } from "./use-deed";

/** Where somebody else is signed in; all of it ends at once or stays. */
export function UserSessions({ user, onClose }: { user: UserItem; onClose: () => void }) {
  const sessions = useQuery(userSessionsQuery(user.id));
  const deed = useDeed(operations.listUsers, operations.listUserSessions);
  const items = sessions.data?.items ?? [];
  const endAll = () =>
    call<typeof contract.revokeUserSessions>(operations.revokeUserSessions, { params: { id: user.id } });
  return (
    <Dialog
      title={`Sessions of ${user.email}`}
      onClose={onClose}
      width={720}
      footer={
        items.length > 0 ? (
          <Button
            variant="danger-quiet"
            onClick={() => void deed.run(endAll, "The sessions are ended", "The sessions were not ended")}
          >
            End all sessions
          </Button>
        ) : null
      }
    >
      <PanelBody state={panelState(sessions)}>
        {items.length > 0 ? (
          <SessionsTable sessions={items} />
        ) : (
          <Empty kind="nothing-yet" title="Signed in nowhere." detail="A session shows here once they sign in." />
        )}
      </PanelBody>
    </Dialog>
  );
}
