import NextAuth from "next-auth";
import { authOptions } from "@/server/auth";

type Handler = (request: Request, segments: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

/** Made at the request: the settings are not there yet when this module is built. */
const handler: Handler = (request, segments) => NextAuth(authOptions())(request, segments);

export { handler as GET, handler as POST };
