import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const CHAR = 18;
const CHAR_ARRAY = 1002;
const ours = { externalTables: [], externalEnums: [] };

/** @typedef {{ exitCode: number, stdout: string | null }} Difference exitCode 0: none, 2: `stdout` is the SQL */

/**
 * The SQL that takes a database to what a schema says, by Prisma's own engine as WebAssembly: no download.
 * @param {string} schema the text of schema.prisma @param {string} url a migrated database
 * @returns {Promise<string>} "" when they agree
 */
export function schemaDifference(schema, url) {
  const files = { files: [{ path: "schema.prisma", content: schema }] };
  return withEngine(schema, url, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: "schemaDatasource", ...files, configDir: "." },
      to: { tag: "schemaDatamodel", ...files },
      script: true,
      exitCode: true,
      filters: ours,
    });
    return exitCode === 0 ? "" : (stdout ?? "");
  });
}

/**
 * @template T @param {string} schema @param {string} url
 * @param {(engine: { diff: (input: object) => Promise<Difference> }) => Promise<T>} work @returns {Promise<T>}
 */
async function withEngine(schema, url, work) {
  const { SchemaEngine } = await loadEngine();
  const pool = new CatalogPool({ connectionString: url, max: 2 });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => withTrueCharacterTypes(await connect());
  const datamodels = [["schema.prisma", schema]];
  const engine = await SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/** The package's own loader wants a bundler, so the module is put together by hand. @returns {Promise<any>} */
async function loadEngine() {
  const file = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  // Without this registry a panic inside the engine hides its text.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { message: "", set_message: keepMessage } });
  const glue = await import(join(dirname(file), "schema_engine_bg.js"));
  const wasm = readFileSync(join(dirname(file), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  /** @type {any} */ (instance.exports).__wbindgen_start();
  return glue;
}

/** @this {{ message: string }} @param {string} message */
function keepMessage(message) {
  this.message = message;
}

/**
 * The adapter has no mapping for Postgres' one-byte "char", which the catalogue is full of: it passes through under the
 * number of its array type and gets its true type at the adapter's edge.
 */
class CatalogPool extends pg.Pool {
  /** @override @param {any[]} args @returns {Promise<any>} */
  async query(...args) {
    const result = await Reflect.apply(super.query, this, args);
    for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = CHAR_ARRAY;
    return result;
  }
}

/** @template {{ queryRaw: (query: any) => Promise<any> }} A @param {A} adapter @returns {A} */
function withTrueCharacterTypes(adapter) {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    result.columnTypes = result.columnTypes.map((/** @type {number} */ type, /** @type {number} */ column) => {
      if (type !== ColumnTypeEnum.CharacterArray) return type;
      // Only single characters may be called so: the engine panics on longer ones, and on CHECK constraints read as text.
      const single = result.rows.every((/** @type {unknown[]} */ row) => String(row[column] ?? "").length === 1);
      return single ? ColumnTypeEnum.Character : ColumnTypeEnum.Text;
    });
    return result;
  };
  return adapter;
}
