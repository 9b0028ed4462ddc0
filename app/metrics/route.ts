import { getMetrics } from "@/server/overview";

export const dynamic = "force-dynamic";

export const GET = getMetrics;
