import { getSummary } from "@/server/overview";
import { contract } from "@/server/overview/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.getSummary, getSummary);
