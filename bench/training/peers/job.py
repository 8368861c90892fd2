"""What all Python peers share: reads a job's files and answers the harness, one JSON line a question."""

import json
import sys
import time
from pathlib import Path

import numpy as np


class Job:
    def __init__(self, folder):
        self.folder = Path(folder)
        job = json.loads((self.folder / "job.json").read_text())
        self.workload = job["workload"]
        self.name = self.workload["name"]
        self.rows = job["rows"]
        self.batch = self.workload["batch"]
        self.steps = self.workload["steps"]
        self.inputs = [self.read(entry) for entry in job["inputs"]]
        self.target = self.read(job["target"])
        self.orders = [self.read(entry) for entry in job["orders"]]
        self.weights = {entry["name"]: self.read(entry) for entry in job["weights"]}

    def read(self, entry):
        return np.fromfile(self.folder / entry["file"], dtype=entry["type"]).reshape(entry["shape"])


def peak_mb():
    """Megabytes resident at the peak; None where the system does not say (anything but Linux)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024)


def timed(call):
    begun = time.perf_counter()
    value = call()
    return time.perf_counter() - begun, value


def serve(job, peer, versions):
    """`peer.prepare(order)` makes ready what `peer.ordered()` then trains for an epoch, giving its loss; `peer.free(epochs)` only trains."""
    answer({"versions": versions})
    for line in sys.stdin:
        question = json.loads(line)
        if question["do"] == "checked":
            epochs = []
            for order in job.orders:
                peer.prepare(order)
                epochs.append(timed(peer.ordered))
            answer({"seconds": [seconds for seconds, _ in epochs], "losses": [float(loss) for _, loss in epochs]})
        elif question["do"] == "block":
            seconds, _ = timed(lambda: peer.free(question["epochs"]))
            answer({"seconds": seconds, "steps": question["epochs"] * job.steps})
        else:
            answer({"peakMb": peak_mb()})
            return


def answer(value):
    print(json.dumps(value), flush=True)
