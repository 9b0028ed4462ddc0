import { schemaDrift } from "./lib/schema-drift.mjs";

const sql = await schemaDrift();
console.log(sql === "" ? "The migrations and prisma/schema.prisma agree." : `The migrations lack:\n${sql}`);
process.exitCode = sql === "" ? 0 : 1;
