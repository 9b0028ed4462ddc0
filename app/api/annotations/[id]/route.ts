import { route } from "@/server/platform/route";
import { annotationExists, deleteAnnotation } from "@/server/system";
import { contract } from "@/server/system/contract";

export const DELETE = route(contract.deleteAnnotation, deleteAnnotation, { exists: annotationExists });
