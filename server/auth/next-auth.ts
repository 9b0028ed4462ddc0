import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { addressOf } from "@/server/platform/route";
import { revokeSessions } from "./revoke-sessions";
import { SESSION_SECONDS } from "./session-time";
import { signIn } from "./sign-in";

declare module "next-auth" {
  interface User {
    sid?: string;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    sid?: string;
  }
}

/** The cookie carries the session's id; what it may do is read from the database at each request. */
export function authOptions(): NextAuthOptions {
  const { authSecret } = env();
  return {
    ...(authSecret === undefined ? {} : { secret: authSecret }),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "Muster",
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          const headers = new Headers(request.headers as Record<string, string>);
          const ctx = { actor: { kind: "stranger" } as const, requestId: newId(), ip: addressOf(headers) };
          const { email = "", password = "" } = credentials ?? {};
          const input = { email, password, userAgent: headers.get("user-agent") };
          const signedIn = await signIn({ ctx, input });
          return signedIn ? { id: signedIn.userId, sid: signedIn.sessionId } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user?.sid === undefined ? token : { sub: user.id, sid: user.sid }),
    },
    events: {
      async signOut({ token }) {
        if (token.sid) await revokeSessions({ sessionIds: [token.sid] });
      },
    },
  };
}
