import type { Ctx } from "@/server/platform/context";
import type { AnswerOf, InputOf } from "@/server/platform/contract";
import { sql } from "@/server/platform/db";
import type { Queryable } from "@/server/platform/db/transaction";
import { notFound } from "@/server/platform/errors";
import { cutPage, idAfter } from "@/server/platform/keyset";
import type { contract } from "./contract";
import {
  countRegistrations,
  type RegistrationItem,
  readRegistration,
  readRegistrations,
} from "./queries/registrations";

type Op = typeof contract.listRegistrations;

export async function listRegistrations({ ctx, input }: { ctx: Ctx; input: InputOf<Op> }): Promise<AnswerOf<Op>> {
  const db = sql(ctx);
  const state = input.state ?? null;
  const rows = await readRegistrations(db, { state, after: idAfter(input.cursor), limit: input.limit + 1 });
  return { ...cutPage(rows, input.limit), total: await countRegistrations(db, state), totalIs: "exact" };
}

/** Throws `notFound`. Locked until the transaction ends. */
export async function lockRegistration(db: Queryable, id: string): Promise<RegistrationItem> {
  const registration = await readRegistration(db, id, true);
  if (!registration) throw notFound(`The registration ${id}`);
  return registration;
}

/** For routes: 404 before unusable input is judged. */
export async function registrationExists({ ctx, params }: { ctx: Ctx; params: { id: string } }): Promise<void> {
  if (!(await readRegistration(sql(ctx), params.id))) throw notFound(`The registration ${params.id}`);
}
