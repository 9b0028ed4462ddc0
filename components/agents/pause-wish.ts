/** Why and until when an agent is not judged; null until somebody resumes it. */
export type PauseWish = { reason: string; until: string | null };
