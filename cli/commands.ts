import type { Command } from "./arguments";
import { doctor } from "./doctor";
import { setUpLink } from "./set-up-link";
import { sourceCreate, sourceSet } from "./source";
import { tokenCreate, tokenRevoke } from "./token";
import { userCreate, userReset } from "./user";

/** A line a verb. */
export const COMMANDS: readonly Command[] = [
  userCreate,
  userReset,
  setUpLink,
  tokenCreate,
  tokenRevoke,
  sourceCreate,
  sourceSet,
  doctor,
];
