import { expect, test } from "vitest";
import { readWindow } from "./read-window";

interface Row {
  id: string;
  at: number;
}

/** A server with offset tokens and pages of ten, as MLflow pages. */
function server(rows: Row[], changed: (page: number) => void = () => undefined) {
  let pages = 0;
  return async (from: number, to: number | null, token: string | undefined) => {
    changed(pages++);
    const found = rows
      .filter(({ at }) => at >= from && (to === null || at < to))
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    const offset = Number(token ?? 0);
    const items = found.slice(offset, offset + 10);
    return { items, token: items.length === 10 ? String(offset + 10) : undefined };
  };
}

async function readAll(search: ReturnType<typeof server>, from = 0, to: number | null = null) {
  const seen: string[] = [];
  for await (const page of readWindow<Row>({ from, to, search, idOf: ({ id }) => id, at: ({ at }) => at }))
    seen.push(...page.map(({ id }) => id));
  return seen;
}

const rows = (n: number, at: (index: number) => number) =>
  Array.from({ length: n }, (_, index) => ({ id: String(index).padStart(5, "0"), at: at(index) }));

test.each([0, 1, 9, 10, 11, 20, 95])("a window of %i rows is read whole, each once", async (n) => {
  const all = rows(n, (index) => index);
  expect(await readAll(server(all))).toEqual(all.map(({ id }) => id));
});

test("hundreds of rows in one millisecond are read whole, each once", async () => {
  const all = [...rows(300, () => 5), { id: "after", at: 6 }, { id: "before", at: 4 }];
  const seen = await readAll(server(all));
  expect([...seen].sort()).toEqual(all.map(({ id }) => id).sort());
});

test("rows that vanish behind the reader make it skip none", async () => {
  const all = rows(60, (index) => index);
  const search = server(all, (page) => {
    if (page === 2) all.splice(0, 7);
  });
  expect(await readAll(search)).toHaveLength(60);
});

test("a server that gives one page for ever is told so", async () => {
  const page = { items: rows(10, (index) => index), token: "again" };
  await expect(readAll(async () => page)).rejects.toThrow("same page again");
});

test("the window's end is left out", async () => {
  expect(await readAll(server(rows(30, (index) => index)), 3, 7)).toEqual(["00003", "00004", "00005", "00006"]);
});
