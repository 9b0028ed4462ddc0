"""Totals as MLflow's own client tells them: argv is the tracking URI, the answer is JSON on stdout.

An execution is a run, or a trace that names no run. Its money is the run's total_cost_usd where that is above zero, else
its traces'. Attempts that were handed over count as no run.
"""

import json
import sys
from collections import defaultdict
from datetime import datetime, timezone
from decimal import Decimal

from mlflow import MlflowClient
from mlflow.entities import ViewType

client = MlflowClient(sys.argv[1])


def pages(search):
    token = None
    while True:
        page = search(token)
        yield from page
        token = page.token
        if not token or not page:
            return


def day(ms):
    return datetime.fromtimestamp(ms / 1000, timezone.utc).date().isoformat()


def trace_cost(trace):
    text = trace.info.trace_metadata.get("mlflow.trace.cost")
    return Decimal(repr(json.loads(text)["total_cost"])) if text else None


def handed_over(run):
    metrics = run.data.metrics
    return run.data.params.get("timeout") == "True" and "success" not in metrics and "execution_time_ms" not in metrics


runs = defaultdict(int)
cost = defaultdict(Decimal)
models = defaultdict(Decimal)
days = defaultdict(Decimal)

for experiment in client.search_experiments(view_type=ViewType.ACTIVE_ONLY):
    ids = [experiment.experiment_id]
    found = list(pages(lambda token: client.search_runs(ids, max_results=500, page_token=token)))
    traces = list(
        pages(lambda token: client.search_traces(locations=ids, max_results=100, page_token=token, include_spans=True))
    )
    of_run = defaultdict(list)
    for trace in traces:
        of_run[trace.info.trace_metadata.get("mlflow.sourceRun")].append(trace)
    executions = [(run.info.start_time, run, of_run[run.info.run_id]) for run in found]
    executions += [(trace.info.request_time, None, [trace]) for trace in of_run[None] if trace.info.state != "IN_PROGRESS"]
    for start, run, own in executions:
        if run is None or not handed_over(run):
            runs[experiment.name] += 1
        known = [part for part in map(trace_cost, own) if part is not None]
        total = Decimal(repr(run.data.metrics.get("total_cost_usd", 0))) if run else Decimal(0)
        amount = total if total > 0 else sum(known, Decimal(0))
        cost[experiment.name] += amount
        days[day(start)] += amount
        for span in (span for trace in own for span in trace.data.spans):
            price = span.get_attribute("mlflow.llm.cost")
            if price:
                models[span.get_attribute("mlflow.llm.model")] += Decimal(repr(price["total_cost"]))

print(
    json.dumps(
        {
            "runs": runs,
            "cost": {key: float(value) for key, value in cost.items()},
            "models": {key: float(value) for key, value in models.items()},
            "days": {key: float(value) for key, value in days.items()},
        }
    )
)
