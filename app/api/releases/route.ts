import { route } from "@/server/platform/route";
import { recordRelease } from "@/server/system";
import { contract } from "@/server/system/contract";

export const POST = route(contract.recordRelease, recordRelease);
