import { getReady } from "@/server/system";

export const dynamic = "force-dynamic";

export const GET = getReady;
