import type { Metadata } from "next";
import { SignInForm } from "@/components/auth/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}) {
  const { callbackUrl } = await searchParams;
  return <SignInForm backTo={insidePath(callbackUrl)} />;
}

/** Only a path of our own: anything else would let a link send people away after they signed in. */
function insidePath(given: string | string[] | undefined): string {
  if (typeof given !== "string" || !/^\/(?![/\\])/.test(given)) return "/";
  const url = new URL(given, "http://inside.invalid");
  return url.host === "inside.invalid" ? `${url.pathname}${url.search}` : "/";
}
