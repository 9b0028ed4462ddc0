import { writeFileSync } from "node:fs";
import { arrowsConfiguration } from "./lib/arrows.mjs";
import { inRoot } from "./lib/paths.mjs";

// Writes the import arrows for Biome; run after a change of scripts/lib/arrows.mjs.
writeFileSync(inRoot("scripts/arrows.biome.json"), `${JSON.stringify(arrowsConfiguration(), null, 2)}\n`);
