// Layers of grids, curves and blocks that Keras lacks, as they are written into a program that uses them.
import { saved } from './itemClasses'

export const gridClasses = {
  sparsemax_of_paper: `${saved}
def sparsemax_of_paper(x):
    """The nearest numbers that are not negative and add up to one (Martins and Astudillo 2016)."""
    z = -ops.sort(-x, axis=-1)
    support = ops.cast(1 + ops.arange(1, x.shape[-1] + 1, dtype=x.dtype) * z > ops.cumsum(z, axis=-1), x.dtype)
    over = ops.sum(z * support, axis=-1, keepdims=True) - 1
    return ops.relu(x - over / ops.sum(support, axis=-1, keepdims=True))`,

  Threshold: `${saved}
class Threshold(layers.Layer):
    """Numbers above a threshold as they are, another number in place of all others."""

    def __init__(self, threshold=1.0, instead=0.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold, self.instead = threshold, instead
        self.supports_masking = True

    def call(self, x):
        return ops.where(x > self.threshold, x, ops.full_like(x, self.instead))

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold, "instead": self.instead}`,

  StepSoftmax: `${saved}
class StepSoftmax(layers.Layer):
    """Shares of the steps of a sequence, for each number by itself."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def call(self, x):
        return ops.softmax(x, axis=1)`,

  CategoryMarks: `${saved}
class CategoryMarks(layers.Layer):
    """Ids as numbers at their places: each by itself, all of a row together, or how often each comes."""

    def __init__(self, entries=10, mode="multiHot", **kwargs):
        super().__init__(**kwargs)
        self.entries, self.mode = entries, mode

    def call(self, ids):
        each = ops.one_hot(ops.cast(ids, "int32"), self.entries)
        if self.mode == "oneHot":
            return ops.squeeze(each, 1) if ids.shape[1] == 1 else each
        return ops.sum(each, axis=1) if self.mode == "count" else ops.max(each, axis=1)

    def compute_output_shape(self, input_shape):
        row = (input_shape[0], self.entries)
        return (*input_shape, self.entries) if self.mode == "oneHot" and input_shape[1] > 1 else row

    def get_config(self):
        return {**super().get_config(), "entries": self.entries, "mode": self.mode}`,

  RandomWidth: `${saved}
class RandomWidth(layers.Layer):
    """While training, stretches or squeezes grids in width around their middle; the shape stays."""

    def __init__(self, factor=0.2, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor
        self.seeds = keras.random.SeedGenerator()

    def call(self, x, training=False):
        if not training:
            return x
        width = x.shape[2]
        factor = 1 + keras.random.uniform((1, 1), -self.factor, self.factor, seed=self.seeds)
        places = ops.arange(width, dtype="float32")
        middle = (width - 1) / 2
        centres = ops.clip((places[:, None] - middle) / factor + middle, 0, width - 1)
        shares = ops.relu(1 - ops.abs(centres - places[None, :]))
        return ops.einsum("wv,bhvc->bhwc", shares, x)

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}`,

  FieldWeightedInteraction: `${saved}
class FieldWeightedInteraction(layers.Layer):
    """Interactions of all pairs of fields, each pair with a weight of its own (FwFM, Pan et al. 2018)."""

    def __init__(self, kernel_initializer="ones", kernel_regularizer=None, **kwargs):
        super().__init__(**kwargs)
        self.kernel_initializer = keras.initializers.get(kernel_initializer)
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)

    def build(self, input_shape):
        fields = input_shape[1]
        self.kernel = self.add_weight(
            shape=(fields * (fields - 1) // 2, 1),
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            name="kernel",
        )

    def call(self, x):
        fields = x.shape[1]
        first, second = np.triu_indices(fields, 1)
        pairs = ops.sum(ops.take(x, first, axis=1) * ops.take(x, second, axis=1), axis=-1)
        return ops.matmul(pairs, self.kernel)

    def get_config(self):
        return {
            **super().get_config(),
            "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
            "kernel_regularizer": keras.regularizers.serialize(self.kernel_regularizer),
        }`,

  TransformerBlock: `${saved}
class TransformerBlock(layers.Layer):
    """Attention and two dense layers, each added to what went around it, with norms (Vaswani et al. 2017)."""

    def __init__(
        self,
        heads=2,
        inner=64,
        activation="relu",
        causal=False,
        dropout=0.0,
        before=False,
        epsilon=0.001,
        kernel_initializer="glorot_uniform",
        kernel_regularizer=None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.heads, self.inner, self.causal, self.dropout = heads, inner, causal, dropout
        self.before, self.epsilon = before, epsilon
        self.activation = keras.activations.get(activation)
        self.kernel_initializer = keras.initializers.get(kernel_initializer)
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)
        self.supports_masking = True

    def build(self, input_shape):
        width = input_shape[-1]
        config = keras.initializers.serialize(self.kernel_initializer)
        start = lambda: keras.initializers.deserialize(config)
        weights = {"kernel_regularizer": self.kernel_regularizer}
        self.attention = layers.MultiHeadAttention(
            self.heads, width // self.heads, dropout=self.dropout, kernel_initializer=start(), **weights
        )
        self.first = layers.LayerNormalization(epsilon=self.epsilon)
        self.wide = layers.Dense(self.inner, activation=self.activation, kernel_initializer=start(), **weights)
        self.back = layers.Dense(width, kernel_initializer=start(), **weights)
        self.second = layers.LayerNormalization(epsilon=self.epsilon)
        self.drops = [layers.Dropout(self.dropout), layers.Dropout(self.dropout)]
        self.attention.build(input_shape, input_shape)
        self.first.build(input_shape)
        self.wide.build(input_shape)
        self.back.build((*input_shape[:-1], self.inner))
        self.second.build(input_shape)

    def call(self, x, mask=None, training=False):
        def attended(given):
            return self.attention(given, given, value_mask=mask, use_causal_mask=self.causal, training=training)

        # Without the mask that the tensor may carry: that of the values alone counts.
        seen = self.around(x * 1.0, self.first, attended, self.drops[0], training)
        return self.around(seen, self.second, lambda given: self.back(self.wide(given)), self.drops[1], training)

    def around(self, x, norm, part, drop, training):
        made = drop(part(norm(x) if self.before else x), training=training)
        return x + made if self.before else norm(x + made)

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {
            **super().get_config(),
            "heads": self.heads,
            "inner": self.inner,
            "activation": keras.activations.serialize(self.activation),
            "causal": self.causal,
            "dropout": self.dropout,
            "before": self.before,
            "epsilon": self.epsilon,
            "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
            "kernel_regularizer": keras.regularizers.serialize(self.kernel_regularizer),
        }`,
} as const satisfies Record<string, string>
