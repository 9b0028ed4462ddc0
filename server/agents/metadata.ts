/** What a registration's metadata says of an agent; each part only where it is there and usable. */
export interface MetadataFacts {
  tags: string[];
  version: string | null;
  workflow: string | null;
}

const MOST_TAGS = 20;
const MOST_TAG = 64;
const NOTHING: MetadataFacts = { tags: [], version: null, workflow: null };

/** Metadata is a string that usually holds a JSON object, but need not. */
export function readMetadata(metadata: string | null): MetadataFacts {
  const fields = objectOf(metadata);
  if (!fields) return NOTHING;
  return {
    tags: tagsOf(fields.tags),
    version: textOf(fields.version, 120),
    workflow: textOf(fields.workflow, 256) ?? textOf(fields.workflow_name, 256),
  };
}

function objectOf(metadata: string | null): Record<string, unknown> | null {
  if (metadata === null) return null;
  try {
    const value: unknown = JSON.parse(metadata);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Free text is allowed: it says nothing that can be read.
    return null;
  }
}

function tagsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value.map((tag) => textOf(tag, MOST_TAG)) : pairsOf(value);
  return [...new Set(list.filter((tag) => tag !== null))].slice(0, MOST_TAGS);
}

function pairsOf(value: unknown): (string | null)[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([key, word]) => textOf(`${key}:${String(word)}`, MOST_TAG));
}

function textOf(value: unknown, most: number): string | null {
  if (typeof value !== "string" || value.trim() === "" || value.length > most) return null;
  return value.includes("\u0000") || !value.isWellFormed() ? null : value;
}
