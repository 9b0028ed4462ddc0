import "server-only";

export type { HttpAnswer } from "./exchange";
export type { GuardedFetch, GuardedRequest } from "./guarded-client";
export { HttpFault, type HttpFaultClass } from "./http-fault";
export { formatIpAddress, type IpNetwork, networkContains, parseIpAddress, parseIpNetwork } from "./ip-address";
export { forgetOutboundPolicies, guardedFetch, outboundPolicy } from "./our-client";
export { hostUrl } from "./target-url";
