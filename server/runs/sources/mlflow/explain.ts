import { SourceFault } from "@/server/runs/sources/source-fault";

/** An answer that is no answer, in words. `body` is what came, cut short. */
export function explainAnswer(status: number, contentType: string, body: string): SourceFault {
  const said = messageOf(body);
  if (status === 403 && body.includes("Invalid Host header"))
    return new SourceFault(
      "refused",
      "MLflow refuses the name it was called by (403 Invalid Host header). Start it with --allowed-hosts and this name, or use an address it allows, such as its IP.",
    );
  if (status === 401)
    return new SourceFault("credentials", "MLflow wants a user and password, or these are wrong (401).");
  if (status === 403)
    return new SourceFault("credentials", `MLflow does not let this user read that (403)${said ? `: ${said}` : "."}`);
  if (looksLikeHtml(contentType, body))
    return new SourceFault(
      "shape",
      `A web page answered, not MLflow's API (status ${status}). Is the URL MLflow's own, with its path prefix and without /#/…?`,
    );
  if (status === 404) return new SourceFault("shape", "There is no MLflow API at this URL (404).");
  if (status === 429 || status >= 500)
    return new SourceFault("away", `MLflow cannot answer now (status ${status})${said ? `: ${said}` : "."}`);
  return new SourceFault("shape", `MLflow answered with status ${status}${said ? `: ${said}` : "."}`);
}

export const notMlflow = (detail: string) =>
  new SourceFault("shape", `The answer is not MLflow's: ${detail}. Is the URL MLflow's own?`);

function looksLikeHtml(contentType: string, body: string): boolean {
  return contentType.includes("text/html") || /^\s*<(!doctype|html)/i.test(body);
}

function messageOf(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === "object" && parsed !== null && "message" in parsed)
      return String(parsed.message).slice(0, 300);
  } catch {
    // A body that is no JSON has no message to repeat.
  }
  return "";
}
