import { HttpFault } from "./http-fault";

export type TargetUrl = { url: URL; hostname: string; port: number; authorization: string | null };

/**
 * Checks a URL before anything is resolved. Userinfo becomes a Basic header where credentials may be given by people;
 * in an agent's address it is refused, because it would be sent to whom the agent names.
 */
export function parseTargetUrl(text: string, policyName: "fleet" | "operator"): TargetUrl {
  const url = parse(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new HttpFault("policy", `only http and https are called, not ${url.protocol.slice(0, 20)}`);
  }
  const authorization = takeUserinfo(url);
  if (authorization && policyName === "fleet") {
    throw new HttpFault("policy", "an agent's address may not carry a user or a password");
  }
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  return { url, hostname, port: Number(url.port || (url.protocol === "https:" ? 443 : 80)), authorization };
}

/** Builds the URL of a host and port that a machine named. Throws where the host is more than a host. */
export function hostUrl(parts: { scheme: string; host: string; port: number; path: string }): string {
  const { scheme, host, port, path } = parts;
  const bare = host.replace(/^\[|\]$/g, "");
  const isHost = bare.includes(":") ? /^[0-9a-f:.]{2,45}$/i.test(bare) : /^[\p{L}\p{N}._-]{1,253}$/u.test(bare);
  if (!isHost) throw new HttpFault("policy", "the registered host is not a host name or an address");
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new HttpFault("policy", `${port} is not a port`);
  return `${scheme}://${bare.includes(":") ? `[${bare}]` : bare}:${port}${path.startsWith("/") ? path : `/${path}`}`;
}

function parse(text: string): URL {
  // URL drops tabs and line breaks silently, so that what is called would not be what was written.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0020\u007f]/.test(text)) throw new HttpFault("policy", "the URL holds spaces or control characters");
  if (!URL.canParse(text)) throw new HttpFault("policy", "this is not a URL");
  return new URL(text);
}

function takeUserinfo(url: URL): string | null {
  if (!url.username && !url.password) return null;
  const pair = `${decode(url.username)}:${decode(url.password)}`;
  url.username = "";
  url.password = "";
  return `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
}

/** A lone % in a password is no escape: it is meant as it stands. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"));
}
