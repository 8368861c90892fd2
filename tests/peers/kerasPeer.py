"""Runs generated programs in Keras with given weights: reads a list of jobs from a JSON file, prints their outputs as JSON.

A job: name, text (the program), inputs and weights (by layer), each as {shape, values, dtype}.
"""
import json
import os
import sys

os.environ["KERAS_BACKEND"] = "numpy"
import numpy as np


def array(listed):
    return np.array(listed["values"], dtype=listed.get("dtype", "float32")).reshape(listed["shape"])


def run(job):
    names = {"__name__": "generated"}
    exec(compile(job["text"], job["name"], "exec"), names)
    model = names["build_model"]()
    for name, values in job["weights"].items():
        layer = model.get_layer(name)
        variables = layer.weights
        if [int(np.prod(v.shape)) for v in variables] != [int(np.prod(v["shape"])) for v in values]:
            raise ValueError(f"{name}: {[v.shape for v in variables]}, not {[v['shape'] for v in values]}")
        layer.set_weights([array(v).reshape(variable.shape) for v, variable in zip(values, variables)])
    inputs = [array(value) for value in job["inputs"]]
    outputs = model(inputs[0] if len(inputs) == 1 else inputs)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    return {
        "parameters": model.count_params(),
        "outputs": [{"shape": list(o.shape), "values": np.asarray(o).astype("float64").reshape(-1).tolist()} for o in outputs],
    }


def answer(job):
    try:
        return run(job)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:2000]}


with open(sys.argv[1], encoding="utf8") as file:
    jobs = json.load(file)
json.dump({job["name"]: answer(job) for job in jobs}, sys.stdout)
