import { expect, test } from "./fixtures";

for (const who of ["a stranger", "a viewer"] as const) {
  test(`${who} reads the API's document, and no request leaves for elsewhere`, async ({ page, login, baseURL }) => {
    const outside: string[] = [];
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== new URL(String(baseURL)).origin)
        outside.push(request.url());
    });
    if (who === "a viewer") await login("viewer");
    await page.goto("/docs");
    // The reader is a script of 1.7 MB.
    await expect(page.getByText("/api/agents/{id}/pause")).toBeVisible({ timeout: 20_000 });
    await page.getByText("/api/summary").click();
    await expect(page.getByRole("button", { name: "Try it out" })).toBeVisible();
    expect(outside).toEqual([]);
  });
}
