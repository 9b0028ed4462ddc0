export type HttpFaultClass =
  | "dns"
  | "refused"
  | "timeout"
  | "tls"
  | "reset"
  | "http"
  | "policy"
  | "too_large"
  | "protocol";

/** Why an outbound call brought no answer, with words that an operator can act on. Holds no credentials. */
export class HttpFault extends Error {
  override readonly name = "HttpFault";

  constructor(
    readonly faultClass: HttpFaultClass,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const REFUSED = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "EADDRNOTAVAIL"]);
const RESET = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED"]);

/** Errors of the connecting phase after which another address of the same name is worth a try. */
export function isConnectRefusal(fault: HttpFault): boolean {
  return fault.faultClass === "refused";
}

export function toHttpFault(error: unknown, peer: string): HttpFault {
  if (error instanceof HttpFault) return error;
  const code = errorCode(error);
  if (REFUSED.has(code)) return new HttpFault("refused", refusedWords(code, peer), { cause: error });
  if (code === "ETIMEDOUT") return new HttpFault("timeout", `no connection to ${peer} in time`, { cause: error });
  if (RESET.has(code))
    return new HttpFault("reset", `${peer} closed the connection before it answered`, { cause: error });
  if (code === "HPE_HEADER_OVERFLOW") {
    return new HttpFault("too_large", `${peer} sent more headers than are read`, { cause: error });
  }
  if (code.startsWith("HPE_")) return new HttpFault("protocol", `${peer} does not speak HTTP/1.1`, { cause: error });
  if (isTlsCode(code)) return new HttpFault("tls", `TLS with ${peer} failed: ${tlsWords(code)}`, { cause: error });
  return new HttpFault("protocol", `the call to ${peer} failed (${code || "no code"})`, { cause: error });
}

function errorCode(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}

function refusedWords(code: string, peer: string): string {
  return code === "ECONNREFUSED" ? `${peer} refused the connection` : `${peer} cannot be reached (${code})`;
}

function isTlsCode(code: string): boolean {
  return /^(ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH|INVALID_CA)/.test(code);
}

function tlsWords(code: string): string {
  if (code === "CERT_HAS_EXPIRED") return "its certificate has expired";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "its certificate is for another name";
  if (/SELF_SIGNED|UNABLE_TO_/.test(code)) return `its certificate is not trusted (${code})`;
  return code;
}
