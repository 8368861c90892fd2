"""The workloads' networks in Keras 3, as its users write them; layers are named as in the job, whose weights `load_weights` puts in."""

import keras
from keras import layers as L

USERS, ITEMS, CATALOGUE, WIDTH = 943, 1682, 3417, 64


def mlp(*units, head):
    def build():
        hidden = [L.Dense(size, activation="relu", name=f"hidden{i}") for i, size in enumerate(units) if i > 0]
        return keras.Sequential([L.Input((units[0],)), *hidden, L.Dense(1, activation=head, name="output")])

    return build


def recurrent(kind, units, shape):
    return lambda: keras.Sequential([L.Input(shape), kind(units, name="recurrent"), L.Dense(1, name="output")])


def cnn():
    return keras.Sequential(
        [
            L.Input((10, 1)),
            L.Conv1D(64, 3, activation="relu", name="conv"),
            L.MaxPooling1D(2),
            L.Flatten(),
            L.Dense(128, activation="relu", name="hidden1"),
            L.Dense(1, activation="sigmoid", name="output"),
        ]
    )


def pair():
    """A user and an item, both looked up: `look_up(suffix)` gives the rows of the tables of that name."""
    user, item = (L.Input((), dtype="int32") for _ in range(2))

    def look_up(suffix):
        return [L.Embedding(USERS, 32, name=f"user{suffix}")(user), L.Embedding(ITEMS, 32, name=f"item{suffix}")(item)]

    return [user, item], look_up


def mf():
    inputs, look_up = pair()
    return keras.Model(inputs, L.Dot(1)(look_up("")))


def neu_mf():
    inputs, look_up = pair()
    product = L.Multiply()(look_up("Product"))
    deep = L.Concatenate()(look_up("Dense"))
    for i, units in enumerate((64, 32, 16)):
        deep = L.Dense(units, activation="relu", name=f"hidden{i + 1}")(deep)
    output = L.Dense(1, activation="sigmoid", name="output")
    return keras.Model(inputs, output(L.Concatenate()([product, deep])))


class Positions(L.Layer):
    """Adds a learnt row to each position."""

    def build(self, shape):
        self.table = self.add_weight(name="table", shape=shape[1:], initializer="uniform")

    def call(self, x):
        return x + self.table


def block(x, name):
    h = L.LayerNormalization(name=f"{name}-norm1")(x)
    x = L.Add()([x, L.MultiHeadAttention(1, WIDTH, name=f"{name}-attention")(h, h, use_causal_mask=True)])
    h = L.LayerNormalization(name=f"{name}-norm2")(x)
    h = L.Dense(WIDTH, activation="relu", name=f"{name}-feed1")(h)
    return L.Add()([x, L.Dense(WIDTH, name=f"{name}-feed2")(h)])


def attention():
    items = L.Input((50,), dtype="int32")
    x = Positions(name="position")(L.Embedding(CATALOGUE, WIDTH, name="item")(items))
    for name in ("block1", "block2"):
        x = block(x, name)
    return keras.Model(items, L.Dense(CATALOGUE, name="output")(L.LayerNormalization(name="norm")(x)))


models = {
    "mlp": mlp(10, 16, head="sigmoid"),
    "mlpLarge": mlp(40, 512, 256, head=None),
    "simpleRnn": recurrent(L.SimpleRNN, 32, (10, 1)),
    "lstm": recurrent(L.LSTM, 32, (10, 1)),
    "gru": recurrent(L.GRU, 128, (50, 8)),
    "cnn": cnn,
    "mf": mf,
    "neuMf": neu_mf,
    "attention": attention,
}


def load_weights(model, weights):
    """Only attention's kernels have other shapes than the job's, of the same size."""
    for layer in model.layers:
        values = [values for name, values in weights.items() if name.split("/")[0] == layer.name]
        layer.set_weights([value.reshape(kept.shape) for value, kept in zip(values, layer.weights, strict=True)])
