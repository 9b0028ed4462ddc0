import "server-only";

export { type AddressVerdict, judgeAddress } from "./address-policy";
export type { HttpAnswer } from "./exchange";
export type { GuardedFetch, GuardedRequest } from "./guarded-client";
export { HttpFault, type HttpFaultClass } from "./http-fault";
export { formatIpAddress, type IpNetwork, networkContains, parseIpAddress, parseIpNetwork } from "./ip-address";
export { ALLOWED_NETWORKS_KEY, forgetOutboundPolicies, guardedFetch, outboundPolicy } from "./our-client";
export { hostUrl } from "./target-url";
