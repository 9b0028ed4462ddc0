"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEnvironment } from "@/components/shell/environment";
import type { Role } from "@/components/shell/nav";
import { KeyValues } from "@/components/ui/key-value";
import { PageHead } from "@/components/ui/page-head";
import { PanelBody } from "@/components/ui/panel";
import { panelState } from "@/components/ui/panel-state";
import { Columns, Section, Split } from "@/components/ui/section";
import { connectVerdict } from "./connect-words";
import { Knocks } from "./knocks";
import { OutboundRefusals } from "./outbound-refusals";
import { type Connection, connectionQuery, sourcesQuery } from "./queries";
import { RegistryAddress } from "./registry-address";
import { Reporting } from "./reporting";
import { SetUpList } from "./set-up-list";
import { SourceConnect } from "./source-connect";
import { WrongAddresses } from "./wrong-addresses";

const strangers: Record<Connection["strangers"], string> = {
  refuse: "refused",
  pending: "held until somebody admits them",
  accept: "accepted, as in the demo",
};

function Aside({ connection }: { connection: Connection }) {
  const sources = useQuery(sourcesQuery());
  return (
    <div>
      <SetUpList connection={connection} sources={sources.data?.items ?? []} />
      <Reporting />
      <Section title="Other ways in">
        <ul className="grid grid-cols-1 gap-1.5">
          <li>
            <Link href="/settings/registries">Mirror another registry</Link>
          </li>
          <li>
            <Link href="/agents?add=1">Add an agent by its address</Link>
          </li>
          <li>
            <Link href="/settings/sources">Add another source</Link>
          </li>
        </ul>
      </Section>
      <Section title="Registry">
        <KeyValues
          items={[
            { name: "Agents reach", value: <span className="font-mono">{connection.registryUrl}</span> },
            { name: "Strangers", value: strangers[connection.strangers] },
            { name: "Processes", value: connection.registries },
          ]}
        />
      </Section>
    </div>
  );
}

/** What a fresh installation shows first: where agents register, who knocked, where figures come from. */
export function ConnectPage({ role }: { role: Role }) {
  const connection = useQuery(connectionQuery());
  const sources = useQuery(sourcesQuery());
  const environment = useEnvironment() ?? "default";
  const admin = role === "admin";
  const verdict = connection.data ? connectVerdict(connection.data) : null;
  const known = sources.data?.items ?? [];
  return (
    <>
      <PageHead
        title="Connect"
        verdict={
          verdict ? (
            <>
              <b>{verdict.loud}</b> {verdict.rest}
            </>
          ) : null
        }
      />
      <PanelBody state={panelState(connection)}>
        {connection.data ? (
          <Split aside={<Aside connection={connection.data} />}>
            <RegistryAddress url={connection.data.registryUrl} mayMakeTokens={admin} />
            <Knocks />
            <OutboundRefusals mayAllow={admin} />
            <WrongAddresses />
            <Columns>
              <SourceConnect kind="mlflow" sources={known} environment={environment} mayConnect={admin} />
              <SourceConnect kind="postgres" sources={known} environment={environment} mayConnect={admin} />
            </Columns>
          </Split>
        ) : null}
      </PanelBody>
    </>
  );
}
