"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { operations } from "@/components/operations.generated";
import { call } from "@/components/shell/api-client";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Select } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { tellFailed } from "@/components/ui/toast";
import type { contract } from "@/server/auth/contract";
import { environmentsQuery } from "./queries";

/** `http://agent:TOKEN@host:9000`, as the agents' client takes it. */
function withToken(url: string, token: string): string {
  return url.replace("://", `://agent:${encodeURIComponent(token)}@`);
}

function TokenMaker({ onMade }: { onMade: (token: string) => void }) {
  const environments = useQuery(environmentsQuery());
  const [environment, setEnvironment] = useState("default");
  const [running, setRunning] = useState(false);
  const make = async () => {
    setRunning(true);
    try {
      const name = `${environment}, from Connect`;
      const made = await call<typeof contract.createToken>(operations.createToken, {
        body: { kind: "agent", name, environment },
      });
      onMade(made.token);
    } catch (error) {
      tellFailed("The token was not made", error);
    } finally {
      setRunning(false);
    }
  };
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      <span className="flex items-center gap-2 whitespace-nowrap text-small text-ink-2">
        Agents join
        <Select
          aria-label="Environment that agents join"
          value={environment}
          onChange={(event) => setEnvironment(event.target.value)}
          className="w-44"
        >
          {(environments.data?.items ?? [{ id: "default", name: "default" }]).map(({ id, name }) => (
            <option key={id} value={name}>
              {name}
            </option>
          ))}
        </Select>
      </span>
      <Button variant="primary" onClick={() => void make()} disabled={running} aria-busy={running}>
        Make address with a new token
      </Button>
    </div>
  );
}

/** The one line that an agent needs. Only an admin can put a token into it. */
export function RegistryAddress({ url, mayMakeTokens }: { url: string; mayMakeTokens: boolean }) {
  const [token, setToken] = useState<string | null>(null);
  return (
    <Section
      title="Where do agents register?"
      answer={
        token === null
          ? "without a token an agent waits below until it is admitted"
          : "copy it now, it is not shown again"
      }
    >
      {token === null ? (
        <CopyField key="bare" text={url} label="Copy address" />
      ) : (
        <CopyField
          key="with token"
          text={withToken(url, token)}
          secret={encodeURIComponent(token)}
          label="Copy address"
          primary
        />
      )}
      {mayMakeTokens && token === null ? <TokenMaker onMade={setToken} /> : null}
      <p className="mt-2 text-small text-ink-2">
        Set it as <code className="font-mono text-ink-1">registry_url</code>. If an agent listens elsewhere than it
        says, set <code className="font-mono text-ink-1">AGENT_HOST</code> and{" "}
        <code className="font-mono text-ink-1">AGENT_PORT</code>. An agent registers once, at its start.
      </p>
    </Section>
  );
}
