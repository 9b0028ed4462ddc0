import { contract } from "@/server/system/contract";
import { streamEvents } from "@/server/system";
import { route } from "@/server/platform/route";

export const GET = route(contract.streamEvents, streamEvents);
