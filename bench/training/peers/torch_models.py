"""The workloads' networks in PyTorch, each as a module whose output goes to the loss, with the job's weights in it."""

import torch
import torch.nn.functional as F
from torch import nn


def tensor(values):
    return torch.from_numpy(values.copy())


def set_linear(linear, weights, name):
    linear.weight.data = tensor(weights[f"{name}/kernel"]).T.contiguous()
    linear.bias.data = tensor(weights[f"{name}/bias"])
    return linear


def linear(weights, name):
    return set_linear(nn.Linear(*weights[f"{name}/kernel"].shape), weights, name)


def embedding(weights, name):
    table = weights[f"{name}/table"]
    layer = nn.Embedding(*table.shape)
    layer.weight.data = tensor(table)
    return layer


def norm(weights, name):
    layer = nn.LayerNorm(len(weights[f"{name}/gamma"]), eps=1e-3)
    layer.weight.data, layer.bias.data = tensor(weights[f"{name}/gamma"]), tensor(weights[f"{name}/beta"])
    return layer


def mlp(weights):
    names = [name.split("/")[0] for name in weights if name.endswith("kernel")]
    layers = [layer for name in names for layer in (linear(weights, name), nn.ReLU())]
    return nn.Sequential(*layers[:-1])


class Recurrent(nn.Module):
    def __init__(self, weights, kind):
        super().__init__()
        kernel, state, bias = (tensor(weights[f"recurrent/{part}"]) for part in ("kernel", "recurrentKernel", "bias"))
        self.layer = kind(kernel.shape[0], state.shape[0], batch_first=True)
        # Keras has the gates of a GRU as update, reset, new; PyTorch as reset, update, new.
        swap = (lambda part: part[[1, 0, 2]]) if kind is nn.GRU else (lambda part: part)
        gates = kernel.shape[1] // state.shape[0]
        gated = lambda part: swap(part.reshape(gates, -1, part.shape[-1])).reshape(part.shape).contiguous()
        biases = bias if bias.dim() == 2 else torch.stack([bias, torch.zeros_like(bias)])
        self.layer.weight_ih_l0.data, self.layer.weight_hh_l0.data = gated(kernel.T), gated(state.T)
        self.layer.bias_ih_l0.data, self.layer.bias_hh_l0.data = (gated(part[:, None])[:, 0] for part in biases)
        # Where Keras has one bias, PyTorch's second one stays zero: trained, it would double the step of the first.
        self.layer.bias_hh_l0.requires_grad_(bias.dim() == 2)
        self.output = linear(weights, "output")

    def forward(self, series):
        return self.output(self.layer(series)[0][:, -1])


class Cnn(nn.Module):
    def __init__(self, weights):
        super().__init__()
        kernel = tensor(weights["conv/kernel"])
        self.conv = nn.Conv1d(kernel.shape[1], kernel.shape[2], kernel.shape[0])
        self.conv.weight.data = kernel.permute(2, 1, 0).contiguous()
        self.conv.bias.data = tensor(weights["conv/bias"])
        self.hidden = linear(weights, "hidden1")
        # Keras flattens time before channels, PyTorch channels before time.
        by_time = self.hidden.weight.data.reshape(128, 4, 64)
        self.hidden.weight.data = by_time.transpose(1, 2).reshape(128, 256).contiguous()
        self.output = linear(weights, "output")

    def forward(self, series):
        pooled = F.max_pool1d(F.relu(self.conv(series.transpose(1, 2))), 2)
        return self.output(F.relu(self.hidden(pooled.flatten(1))))


class Mf(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.user, self.item = embedding(weights, "user"), embedding(weights, "item")

    def forward(self, user, item):
        return (self.user(user) * self.item(item)).sum(1, keepdim=True)


class NeuMf(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.user_product, self.item_product = embedding(weights, "userProduct"), embedding(weights, "itemProduct")
        self.user_dense, self.item_dense = embedding(weights, "userDense"), embedding(weights, "itemDense")
        self.hidden = nn.ModuleList(linear(weights, f"hidden{i}") for i in (1, 2, 3))
        self.output = linear(weights, "output")

    def forward(self, user, item):
        deep = torch.cat([self.user_dense(user), self.item_dense(item)], 1)
        for layer in self.hidden:
            deep = F.relu(layer(deep))
        product = self.user_product(user) * self.item_product(item)
        return self.output(torch.cat([product, deep], 1))


class Block(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.norm1, self.norm2 = norm(weights, f"{name}-norm1"), norm(weights, f"{name}-norm2")
        parts = [linear(weights, f"{name}-attention/{part}") for part in ("query", "key", "value")]
        self.inner = nn.Linear(parts[0].in_features, 3 * parts[0].out_features)
        self.inner.weight.data = torch.cat([part.weight.data for part in parts])
        self.inner.bias.data = torch.cat([part.bias.data for part in parts])
        self.outer = linear(weights, f"{name}-attention/output")
        self.feed1, self.feed2 = linear(weights, f"{name}-feed1"), linear(weights, f"{name}-feed2")

    def forward(self, x):
        query, key, value = (part.unsqueeze(1) for part in self.inner(self.norm1(x)).chunk(3, -1))
        x = x + self.outer(F.scaled_dot_product_attention(query, key, value, is_causal=True).squeeze(1))
        return x + self.feed2(F.relu(self.feed1(self.norm2(x))))


class Attention(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.item, self.position = embedding(weights, "item"), nn.Parameter(tensor(weights["position/table"]))
        self.blocks = nn.Sequential(Block(weights, "block1"), Block(weights, "block2"))
        self.norm, self.output = norm(weights, "norm"), linear(weights, "output")

    def forward(self, items):
        return self.output(self.norm(self.blocks(self.item(items) + self.position)))


models = {
    "mlp": mlp,
    "mlpLarge": mlp,
    "simpleRnn": lambda weights: Recurrent(weights, nn.RNN),
    "lstm": lambda weights: Recurrent(weights, nn.LSTM),
    "gru": lambda weights: Recurrent(weights, nn.GRU),
    "cnn": Cnn,
    "mf": Mf,
    "neuMf": NeuMf,
    "attention": Attention,
}
