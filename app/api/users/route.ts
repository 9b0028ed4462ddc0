import { createUser, listUsers } from "@/server/auth";
import { contract } from "@/server/auth/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.listUsers, listUsers);
export const POST = route(contract.createUser, createUser);
