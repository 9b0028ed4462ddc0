import { schemaDrift } from "./lib/schema-drift.mjs";

// Prints what the next migration has to hold: node scripts/schema-sql.mjs > prisma/migrations/NNNN_topic/migration.sql
process.stdout.write(await schemaDrift());
