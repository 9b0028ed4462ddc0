import { acknowledgeIncident, incidentExists } from "@/server/health";
import { contract } from "@/server/health/contract";
import { route } from "@/server/platform/route";

export const POST = route(contract.acknowledgeIncident, acknowledgeIncident, { exists: incidentExists });
