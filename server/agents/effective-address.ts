import { HttpFault, hostUrl } from "@/server/platform/http";

/** Scheme, host, port and prefix of an agent, unchecked: they come from machines. */
export type Address = { scheme: string; host: string; port: number; basePath: string };

export type AgentAddress = Address & {
  /** An operator's word, `host`, `host:port` or a URL; it wins over what the agent registered. */
  override: string | null;
};

/** Where an agent is called: the operator's address if there is one, else the registered one. */
export function effectiveAddress({ scheme, host, port, basePath, override }: AgentAddress): Address {
  if (!override) return { scheme, host, port, basePath };
  const text = /^https?:\/\//i.test(override) ? override : `${scheme}://${override}`;
  if (!URL.canParse(text)) return { scheme, host: override, port, basePath };
  const url = new URL(text);
  const named = /:\d+$/.test(text.replace(/^(https?:\/\/[^/?#]*).*$/i, "$1"));
  const path = url.pathname === "/" ? basePath : url.pathname.replace(/\/$/, "");
  const secure = url.protocol === "https:";
  const own = override.includes("://") ? (secure ? 443 : 80) : port;
  return {
    scheme: secure ? "https" : "http",
    host: url.hostname,
    port: url.port ? Number(url.port) : named ? (secure ? 443 : 80) : own,
    basePath: path,
  };
}

/** The URL of a path of the agent. Throws `HttpFault` where its host is more than a host. */
export function agentUrl({ basePath, ...address }: Address, path: string): string {
  return hostUrl({ ...address, path: `${basePath}${path}` });
}

/** The agent's URL as people read it, or null where what it registered is no address. */
export function displayUrl(address: Address): string | null {
  try {
    return agentUrl(address, "/").replace(/\/$/, "");
  } catch (error) {
    if (error instanceof HttpFault) return null;
    throw error;
  }
}
