"""PyTorch as a peer: `torch_peer.py JOB eager|compile THREADS`, rows held as tensors, a loop over batches of a shuffled order."""

import sys

import torch
import torch.nn.functional as F

from job import Job, serve
from torch_models import models, tensor

losses = {
    "binaryCrossentropy": F.binary_cross_entropy_with_logits,
    "meanSquaredError": F.mse_loss,
    "sparseCategoricalCrossentropy": lambda logits, items: F.cross_entropy(logits.flatten(0, 1), items.flatten()),
}


class Peer:
    def __init__(self, job, compiled):
        self.job = job
        self.inputs = [self.held(values) for values in job.inputs]
        self.target = self.held(job.target)
        model = models[job.name](job.weights)
        loss = losses[job.workload["loss"]]
        trained = [weight for weight in model.parameters() if weight.requires_grad]
        rate = job.workload["learningRate"]
        adam = job.workload["optimizer"] == "adam"
        if adam:
            self.optimizer = torch.optim.Adam(trained, rate, eps=1e-7, fused=True)
        else:
            self.optimizer = torch.optim.SGD(trained, rate, fused=True)
        forward = lambda target, *inputs: loss(model(*inputs), target)
        self.forward = torch.compile(forward) if compiled else forward

    @staticmethod
    def held(values):
        held = tensor(values)
        return held.long() if held.dtype == torch.int32 else held

    def step(self, rows):
        self.optimizer.zero_grad()
        loss = self.forward(self.target[rows], *(values[rows] for values in self.inputs))
        loss.backward()
        self.optimizer.step()
        return loss.detach()

    def epoch(self, order):
        return torch.stack([self.step(rows) for rows in order.split(self.job.batch)]).mean().item()

    def prepare(self, order):
        self.order = tensor(order).long()

    def ordered(self):
        return self.epoch(self.order)

    def free(self, epochs):
        for _ in range(epochs):
            self.epoch(torch.randperm(self.job.rows))


def main():
    _, folder, mode, threads = sys.argv
    torch.manual_seed(1)
    torch.set_num_threads(int(threads))
    job = Job(folder)
    serve(job, Peer(job, mode == "compile"), {"torch": torch.__version__})


main()
