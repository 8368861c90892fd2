"""The peer of tests/peers: scikit-learn on the same table and the same test rows, its figures as JSON on standard output.

usage: sklearnPeer.py JOB.json, where the job names the table, its split file, the target, the numbers and the words.
"""
import csv
import json
import sys
import warnings

import numpy
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, log_loss, roc_auc_score
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def read(job):
    """Features as an array of objects, labels, and which rows test."""
    with open(job["table"], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(job["split"], encoding="utf-8", newline="") as file:
        test = numpy.array([line["split"] == "test" for line in csv.DictReader(file)])
    if len(rows) != len(test):
        raise SystemExit(f"{len(rows)} rows, but {len(test)} in the split")
    missing = ("", "NA")
    numbers = [[float("nan") if row[name] in missing else float(row[name]) for name in job["numbers"]] for row in rows]
    words = [["(missing)" if row[name] in missing else row[name] for name in job["words"]] for row in rows]
    features = numpy.hstack([numpy.array(numbers, dtype=object), numpy.array(words, dtype=object)])
    # As codes in the order of the words: MLPClassifier cannot stop early on words.
    labels = numpy.unique([row[job["target"]] for row in rows], return_inverse=True)[1]
    return features, labels, test


def preparation(job):
    count = len(job["numbers"])
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    words = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    return ColumnTransformer([("numbers", numbers, slice(0, count)), ("words", words, slice(count, None))])


def scores(model, job, data):
    features, labels, test = data
    pipeline = make_pipeline(preparation(job), model).fit(features[~test], labels[~test])
    probabilities = pipeline.predict_proba(features[test])
    found = {
        "accuracy": accuracy_score(labels[test], pipeline.predict(features[test])),
        "logLoss": log_loss(labels[test], probabilities, labels=pipeline.classes_),
    }
    if len(pipeline.classes_) == 2:
        found["auc"] = roc_auc_score(labels[test] == pipeline.classes_[1], probabilities[:, 1])
    return {name: float(value) for name, value in found.items()}


def main(path):
    with open(path, encoding="utf-8") as file:
        job = json.load(file)
    warnings.simplefilter("ignore", ConvergenceWarning)
    data = read(job)
    # On a few hundred rows its early stopping ends too early and would be an easy peer.
    stopping = {"early_stopping": True, "validation_fraction": 0.2, "max_iter": 200}
    settings = stopping if job["peerStopsEarly"] else {"max_iter": 1000}
    networks = [MLPClassifier((64, 32), random_state=seed, **settings) for seed in job["seeds"]]
    result = {
        "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
        "rows": {"train": int((~data[2]).sum()), "test": int(data[2].sum())},
        "logisticRegression": scores(LogisticRegression(max_iter=5000), job, data),
        "mlp": [scores(network, job, data) for network in networks],
    }
    json.dump(result, sys.stdout)


main(sys.argv[1])
