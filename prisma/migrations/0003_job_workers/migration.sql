-- Which process runs which of the job queue's workers: the queue itself locks under random names, and would hold the
-- jobs of a killed process for four hours.
CREATE TABLE "job_worker" (
    "worker_id" TEXT NOT NULL,
    "instance_id" UUID NOT NULL,

    CONSTRAINT "job_worker_pkey" PRIMARY KEY ("worker_id")
);

-- Guesses are limited for each address and account (rate_limit); an account itself is never locked, or anybody could lock it.
ALTER TABLE "app_user" DROP COLUMN "locked_until";
