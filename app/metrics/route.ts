import { getMetrics } from "@/server/system";

export const dynamic = "force-dynamic";

export const GET = getMetrics;
