"""Keras 3 as a peer: `keras_peer.py JOB tensorflow|jax STEPS_PER_EXECUTION`, by `fit`, whose default order is shuffled."""

import os
import sys

os.environ["KERAS_BACKEND"] = sys.argv[2]

import keras

from job import Job, serve
from keras_models import load_weights, models

losses = {
    "binaryCrossentropy": "binary_crossentropy",
    "meanSquaredError": "mean_squared_error",
    "sparseCategoricalCrossentropy": keras.losses.SparseCategoricalCrossentropy(from_logits=True),
}


class Peer:
    def __init__(self, job, steps_per_execution):
        self.job = job
        self.model = models[job.name]()
        load_weights(self.model, job.weights)
        kind = {"adam": keras.optimizers.Adam, "sgd": keras.optimizers.SGD}[job.workload["optimizer"]]
        self.model.compile(
            optimizer=kind(job.workload["learningRate"]),
            loss=losses[job.workload["loss"]],
            steps_per_execution=steps_per_execution,
        )

    def fit(self, inputs, target, **settings):
        rows = inputs if len(inputs) > 1 else inputs[0]
        return self.model.fit(rows, target, batch_size=self.job.batch, verbose=0, **settings)

    def prepare(self, order):
        self.inputs, self.target = [values[order] for values in self.job.inputs], self.job.target[order]

    def ordered(self):
        return self.fit(self.inputs, self.target, shuffle=False).history["loss"][0]

    def free(self, epochs):
        self.fit(self.job.inputs, self.job.target, epochs=epochs)


def versions():
    backend = __import__(keras.backend.backend())
    return {"keras": keras.__version__, backend.__name__: backend.__version__}


def main():
    _, folder, _, steps_per_execution = sys.argv
    keras.utils.set_random_seed(1)
    job = Job(folder)
    serve(job, Peer(job, int(steps_per_execution)), versions())


main()
