import { route } from "@/server/platform/route";
import { streamEvents } from "@/server/system";
import { contract } from "@/server/system/contract";

export const GET = route(contract.streamEvents, streamEvents);
