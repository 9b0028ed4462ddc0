/** The part of it that the load generator uses; the package has no types of its own. */
declare module "autocannon" {
  interface Request {
    method: string;
    path: string;
    headers: Record<string, string>;
  }
  interface Client {
    setRequests(requests: Request[]): void;
  }
  interface Result {
    "2xx": number;
    non2xx: number;
    errors: number;
    timeouts: number;
    start: Date;
    finish: Date;
  }
  interface Options {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    setupClient(client: Client): void;
  }
  function autocannon(options: Options): Promise<Result>;
  export = autocannon;
}
