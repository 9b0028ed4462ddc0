import { expect, test } from "vitest";
import { codeLines } from "./budgets.mjs";
import { completeLock } from "./complete-lock.mjs";
import { lockIsMet } from "./dependencies.mjs";
import { refuseOtherEngines } from "./migrate.mjs";
import { isNodeRecentEnough } from "./node-version.mjs";
import { originOf } from "./roles.mjs";

test.each([
  ["20.19.0", true],
  ["22.0.0", true],
  ["20.18.3", false],
  ["18.20.0", false],
])("Node %s is recent enough: %s", (version, expected) => {
  expect(isNodeRecentEnough(version)).toBe(expected);
});

test("blank lines and comments are no code", () => {
  expect(codeLines("// why\n\n/** what\n * it is */\nconst a = 1;\n  // inside\nconst b = 2;\n")).toBe(2);
});

test("packages are installed when each that is not optional has the lock's version", () => {
  const lock = {
    packages: {
      "": {},
      "node_modules/a": { version: "1.0.0" },
      "node_modules/b": { version: "1.0.0", optional: true },
    },
  };
  expect(lockIsMet(lock, { packages: { "node_modules/a": { version: "1.0.0" } } })).toBe(true);
  expect(lockIsMet(lock, { packages: { "node_modules/a": { version: "1.0.1" } } })).toBe(false);
  expect(lockIsMet(lock, { packages: {} })).toBe(false);
});

test("a lock file gets the optional packages of other platforms that it lacks, and no other", () => {
  const optionalDependencies = { "x-darwin-arm64": "2.0.0", "x-linux-x64-musl": "2.0.0", range: "^1.0.0" };
  const { lock, added } = completeLock({ packages: { "node_modules/x": { version: "2.0.0", optionalDependencies } } });
  expect(added).toEqual(["x-darwin-arm64@2.0.0", "x-linux-x64-musl@2.0.0"]);
  expect(lock.packages["node_modules/x-linux-x64-musl"]).toEqual({
    version: "2.0.0",
    cpu: ["x64"],
    optional: true,
    os: ["linux"],
    libc: ["musl"],
  });
  expect(completeLock(lock).added).toEqual([]);
});

test("a SQLite URL is refused as the agents' database, another engine by name of ours", () => {
  expect(() => refuseOtherEngines("sqlite:///workflows.db")).toThrow(
    "this is the agents' database; add it as a source",
  );
  expect(() => refuseOtherEngines("mysql://h/d")).toThrow("must begin with postgresql://");
  expect(() => refuseOtherEngines("postgresql://h/d")).not.toThrow();
});

test("the address to open is one that a browser can go to", () => {
  expect(originOf("0.0.0.0", 3000)).toBe("http://127.0.0.1:3000");
  expect(originOf("::1", 3000)).toBe("http://[::1]:3000");
});
