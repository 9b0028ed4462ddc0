import { expect, test } from "@playwright/test";

test("health is open and names the parts", async ({ request }) => {
  const answer = await request.get("/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ database: "connected", mlflow: "not_configured" });
});

test("metrics are for this machine itself, not for what comes through a proxy", async ({ request }) => {
  const own = await request.get("/metrics");
  expect(own.status()).toBe(200);
  expect(await own.text()).toContain("# TYPE muster_agents gauge");
  const forwarded = await request.get("/metrics", { headers: { "x-forwarded-for": "127.0.0.1" } });
  expect(forwarded.status()).toBe(401);
  const wrong = await request.get("/metrics", { headers: { authorization: "Bearer muster_api_none" } });
  expect(wrong.status()).toBe(401);
});

test("the API's document is open and every other operation is not", async ({ request }) => {
  const document = await (await request.get("/api/openapi.json")).json();
  expect(document.openapi).toBe("3.1.0");
  expect((await request.get("/api/summary")).status()).toBe(401);
});

test("pages carry a policy without inline scripts, and cannot be framed", async ({ request }) => {
  const { "content-security-policy": policy = "", "x-frame-options": framing } = (
    await request.get("/sign-in")
  ).headers();
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  expect(framing).toBe("DENY");
});
