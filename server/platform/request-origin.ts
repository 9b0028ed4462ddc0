import type { NextRequest } from "next/server";
import { env } from "@/server/platform/env";
import { forbidden } from "@/server/platform/errors";

/** A change under a cookie must come from our own pages; a token has no such risk. Throws `forbidden`. */
export function checkSameOrigin(request: NextRequest): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if (origin !== null ? isOwn(origin, request) : site === "same-origin") return;
  throw forbidden("This change did not come from a page of Muster.");
}

function isOwn(origin: string, request: NextRequest): boolean {
  if (origin === originOf(env().publicUrl)) return true;
  const host = request.headers.get("host");
  return host !== null && URL.canParse(origin) && new URL(origin).host === host;
}

function originOf(url: string | undefined): string | null {
  return url === undefined ? null : new URL(url).origin;
}
