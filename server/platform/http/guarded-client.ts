import { type AddressPolicy, judgeAddress } from "./address-policy";
import { exchange, type HttpAnswer } from "./exchange";
import { HttpFault, isConnectRefusal } from "./http-fault";
import { formatIpAddress, type IpAddress } from "./ip-address";
import type { Resolver } from "./resolver";
import { parseTargetUrl, type TargetUrl } from "./target-url";

export type GuardedRequest = {
  policy: "fleet" | "operator";
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** For everything together: resolving, connecting, TLS, headers and the last byte of the body. */
  timeoutMs: number;
  /** A longer body is a fault of class `too_large`; default 1 MiB. */
  maxBytes?: number;
  signal?: AbortSignal;
};

export type GuardedFetch = (url: string, request: GuardedRequest) => Promise<HttpAnswer>;

export type GuardedClientOptions = {
  policyNamed: (name: "fleet" | "operator") => Promise<AddressPolicy>;
  resolve: Resolver;
};

const MAX_ADDRESSES_TRIED = 4;

/**
 * A client that connects only to addresses it has judged, never follows a redirect and ends at its deadline whatever
 * the peer does. Throws `HttpFault`; answers of every status are returned.
 */
export function createGuardedClient(options: GuardedClientOptions): GuardedFetch {
  return async (url, request) => {
    const target = parseTargetUrl(url, request.policy);
    return withDeadline(request, async (signal) => {
      const addresses = await unlessAborted(allowedAddresses(target, request.policy, options), signal);
      return firstAnswer(target, addresses, request, signal);
    });
  };
}

/** A timer of our own: it is cleared with the call, and it keeps the process alive until the call has ended. */
async function withDeadline<T>(request: GuardedRequest, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const late = new HttpFault("timeout", `no complete answer within ${request.timeoutMs} ms`);
  const timer = setTimeout(() => controller.abort(late), request.timeoutMs);
  const cancel = () => controller.abort(request.signal?.reason);
  request.signal?.addEventListener("abort", cancel, { once: true });
  if (request.signal?.aborted) cancel();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", cancel);
  }
}

async function allowedAddresses(
  target: TargetUrl,
  policyName: "fleet" | "operator",
  options: GuardedClientOptions,
): Promise<IpAddress[]> {
  const policy = await options.policyNamed(policyName);
  const addresses = await options.resolve(target.hostname);
  const judged = addresses.map((address) => ({ address, verdict: judgeAddress(address, target.port, policy) }));
  // One forbidden address among several is a trick, not a set-up: nothing of that name is called.
  const refusal =
    judged.find(({ verdict }) => !verdict.allowed && verdict.how === "never") ??
    (judged.some(({ verdict }) => verdict.allowed) ? undefined : judged[0]);
  if (refusal && !refusal.verdict.allowed) {
    throw new HttpFault("policy", `${formatIpAddress(refusal.address)} ${refusal.verdict.reason}`);
  }
  return judged.filter(({ verdict }) => verdict.allowed).map(({ address }) => address);
}

async function firstAnswer(
  target: TargetUrl,
  addresses: IpAddress[],
  request: GuardedRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  let refusal = new HttpFault("dns", `the name ${target.hostname} has no address`);
  for (const address of addresses.slice(0, MAX_ADDRESSES_TRIED)) {
    try {
      return await exchange(target, address, request, signal);
    } catch (error) {
      if (!(error instanceof HttpFault) || !isConnectRefusal(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
