import { commentIncident, incidentExists } from "@/server/health";
import { contract } from "@/server/health/contract";
import { route } from "@/server/platform/route";

export const POST = route(contract.commentIncident, commentIncident, { exists: incidentExists });
