import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { AgentDesk, OrchestratorDesk, WireError } from "@/server/agents";
import { log } from "@/server/platform/log";
import { answerWire } from "./answer";

const MOST_BODY = 1024 * 1024;

/** The agents' wire contract on HTTP. */
export async function buildRegistry(): Promise<{ app: FastifyInstance; stop: () => Promise<void> }> {
  const agents = new AgentDesk();
  const orchestrators = new OrchestratorDesk();
  await agents.start();
  const app = fastify({
    logger: false,
    bodyLimit: MOST_BODY,
    connectionTimeout: 30_000,
    requestTimeout: 15_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: "idle",
    exposeHeadRoutes: false,
    // The router would split, cut or refuse ids; the answer reads the raw path itself.
    rewriteUrl: () => "/",
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.all("/", async (request, reply) => {
    const answer = await answerWire({ agents, orchestrators }, request);
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  });
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: "Not Found" }));
  return { app, stop: () => agents.stop() };
}

function sendError(error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof WireError) return reply.code(error.status).headers(error.headers).send({ detail: error.detail });
  const status = error.statusCode ?? 503;
  if (status >= 500) log().error({ err: error, method: request.method }, "the registry could not answer");
  const detail =
    status === 413 ? "Request body is too large" : status >= 500 ? "The registry's database is away" : "Bad Request";
  // Agents try again after five seconds whatever the answer says; others read the header.
  return reply
    .code(status)
    .headers(status === 503 ? { "retry-after": "5" } : {})
    .send({ detail });
}
