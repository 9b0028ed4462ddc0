import { route } from "@/server/platform/route";
import { createAnnotation, listAnnotations } from "@/server/system";
import { contract } from "@/server/system/contract";

export const GET = route(contract.listAnnotations, listAnnotations);
export const POST = route(contract.createAnnotation, createAnnotation);
