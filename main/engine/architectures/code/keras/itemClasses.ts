// Layers of recommenders that Keras lacks, as they are written into a program that uses them.

export const saved = '@keras.saving.register_keras_serializable(package="netloom")'

export const itemClasses = {
  FieldEmbedding: `${saved}
class FieldEmbedding(layers.Layer):
    """A trained row of numbers for each input, times the input."""

    def __init__(self, width=8, embeddings_initializer="glorot_uniform", embeddings_regularizer=None, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.embeddings_initializer = keras.initializers.get(embeddings_initializer)
        self.embeddings_regularizer = keras.regularizers.get(embeddings_regularizer)

    def build(self, input_shape):
        self.embeddings = self.add_weight(
            shape=(input_shape[-1], self.width),
            initializer=self.embeddings_initializer,
            regularizer=self.embeddings_regularizer,
            name="embeddings",
        )

    def call(self, x):
        return ops.expand_dims(x, -1) * self.embeddings

    def get_config(self):
        return {
            **super().get_config(),
            "width": self.width,
            "embeddings_initializer": keras.initializers.serialize(self.embeddings_initializer),
            "embeddings_regularizer": keras.regularizers.serialize(self.embeddings_regularizer),
        }`,

  MultiHot: `${saved}
class MultiHot(layers.Layer):
    """1 for each id that is there, 0 elsewhere and for the id 0; normalised, of length 1."""

    def __init__(self, entries=10, normalise=False, **kwargs):
        super().__init__(**kwargs)
        self.entries, self.normalise = entries, normalise

    def call(self, ids):
        known = ops.max(ops.one_hot(ops.cast(ids, "int32"), self.entries), axis=1)
        marks = known * ops.cast(ops.arange(self.entries) > 0, known.dtype)
        if not self.normalise:
            return marks
        return marks * ops.rsqrt(ops.maximum(ops.sum(marks, axis=-1, keepdims=True), 1.0))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.entries)

    def get_config(self):
        return {**super().get_config(), "entries": self.entries, "normalise": self.normalise}`,

  VariationalSampling: `${saved}
class VariationalSampling(layers.Layer):
    """Draws by mean and logarithm of the variance while training, gives the mean else (Kingma and Welling 2014)."""

    def __init__(self, divergence=0.2, **kwargs):
        super().__init__(**kwargs)
        self.divergence = divergence
        self.seed_generator = keras.random.SeedGenerator()
        self.supports_masking = True

    def call(self, x, training=False):
        mean, log_variance = ops.split(x, 2, axis=-1)
        if not training:
            return mean
        terms = ops.square(mean) + ops.exp(log_variance) - log_variance - 1
        rows = ops.cast(ops.shape(x)[0], x.dtype)
        self.add_loss(0.5 * self.divergence * ops.sum(terms) / rows)
        drawn = keras.random.normal(ops.shape(mean), seed=self.seed_generator)
        return mean + ops.exp(0.5 * log_variance) * drawn

    def get_config(self):
        return {**super().get_config(), "divergence": self.divergence}`,

  AppendedStep: `${saved}
class AppendedStep(layers.Layer):
    """One trained step behind a sequence; it always counts."""

    def __init__(self, initializer="glorot_uniform", **kwargs):
        super().__init__(**kwargs)
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        self.step = self.add_weight(shape=(1, input_shape[-1]), initializer=self.initializer, name="step")

    def call(self, x):
        return ops.concatenate([x, ops.zeros_like(x[:, :1]) + self.step], axis=1)

    def compute_mask(self, inputs, previous_mask):
        if previous_mask is None:
            return None
        return ops.concatenate([previous_mask, ops.ones_like(previous_mask[:, :1])], axis=1)

    def get_config(self):
        return {**super().get_config(), "initializer": keras.initializers.serialize(self.initializer)}`,

  LastStep: `${saved}
class LastStep(layers.Layer):
    """The last step that counts; zeros where none does."""

    def call(self, x, mask=None):
        if mask is None:
            return x[:, -1]
        counts = ops.cast(mask, x.dtype)
        later = ops.flip(ops.cumsum(ops.flip(counts, axis=1), axis=1), axis=1)
        last = counts * ops.cast(later == 1, x.dtype)
        return ops.sum(x * ops.expand_dims(last, -1), axis=1)

    def compute_mask(self, inputs, previous_mask):
        return None

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[2])`,

  SumPooling1D: `${saved}
class SumPooling1D(layers.Layer):
    """The sum of each channel over the steps that count."""

    def call(self, x, mask=None):
        if mask is None:
            return ops.sum(x, axis=1)
        return ops.sum(x * ops.cast(ops.expand_dims(mask, -1), x.dtype), axis=1)

    def compute_mask(self, inputs, previous_mask):
        return None

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[2])`,

  Arithmetic: `${saved}
class Arithmetic(layers.Layer):
    """One operation on each number; roots, logarithms and powers of at least 1e-7."""

    def __init__(self, operation="scale", number=1.0, **kwargs):
        super().__init__(**kwargs)
        self.operation, self.number = operation, number
        self.supports_masking = True

    def call(self, x):
        number, positive = self.number, ops.maximum(x, 1e-7)
        operations = {
            "scale": lambda: x * number,
            "offset": lambda: x + number,
            "clip": lambda: ops.clip(x, -abs(number), abs(number)),
            "power": lambda: ops.power(positive, number),
            "squareRoot": lambda: ops.sqrt(positive),
            "logarithm": lambda: ops.log(positive),
            "square": lambda: ops.square(x),
            "sine": lambda: ops.sin(x * number),
        }
        return operations[self.operation]()

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), "operation": self.operation, "number": self.number}`,

  Slice: `${saved}
class Slice(layers.Layer):
    """A part of the steps, or of the numbers of each; the mask of the steps that stay."""

    def __init__(self, axis=1, start=0, length=1, **kwargs):
        super().__init__(**kwargs)
        self.axis, self.start, self.length = axis, start, length

    def call(self, x):
        return x[(slice(None),) * self.axis + (slice(self.start, self.start + self.length),)]

    def compute_mask(self, inputs, previous_mask):
        if previous_mask is None or self.axis > 1:
            return previous_mask
        return previous_mask[:, self.start : self.start + self.length] if len(inputs.shape) > 2 else None

    def get_config(self):
        return {**super().get_config(), "axis": self.axis, "start": self.start, "length": self.length}`,

  GatedLinearUnit: `${saved}
class GatedLinearUnit(layers.Layer):
    """The first half of the numbers, each times the sigmoid of one of the other half (Dauphin et al. 2017)."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def call(self, x):
        values, gates = ops.split(x, 2, axis=-1)
        return values * ops.sigmoid(gates)`,

  FieldAwareInteraction: `${saved}
class FieldAwareInteraction(layers.Layer):
    """The sum over all pairs of fields, each with the numbers that it has for the other (Juan et al. 2016)."""

    def call(self, x):
        fields, width = x.shape[1], x.shape[2]
        rows = ops.reshape(x, (-1, fields, fields, width // fields))
        each = ops.sum(rows * ops.transpose(rows, (0, 2, 1, 3)), axis=-1)
        return ops.reshape(ops.sum(ops.triu(each, k=1), axis=(1, 2)), (-1, 1))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], 1)`,

  TargetAttention: `${saved}
class TargetAttention(layers.Layer):
    """Sums a history by how each of its steps fits a target, as a small network sees it (Zhou et al. 2018)."""

    def __init__(self, units=16, activation=None, kernel_initializer="glorot_uniform", **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)
        self.kernel_initializer = keras.initializers.get(kernel_initializer)

    def build(self, input_shape):
        width, start = input_shape[0][-1], self.kernel_initializer
        self.kernel = self.add_weight(shape=(4 * width, self.units), initializer=start, name="kernel")
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")
        self.score_kernel = self.add_weight(shape=(self.units, 1), initializer=start, name="score_kernel")
        self.score_bias = self.add_weight(shape=(1,), initializer="zeros", name="score_bias")

    def call(self, inputs, mask=None):
        history, target = inputs
        wanted = ops.zeros_like(history) + ops.expand_dims(target, 1)
        pairs = ops.concatenate([history, wanted, history - wanted, history * wanted], axis=-1)
        hidden = self.activation(ops.matmul(pairs, self.kernel) + self.bias)
        shares = ops.matmul(hidden, self.score_kernel) + self.score_bias
        if mask is not None and mask[0] is not None:
            shares = shares * ops.cast(ops.expand_dims(mask[0], -1), shares.dtype)
        return ops.sum(history * shares, axis=1)

    def compute_mask(self, inputs, previous_mask):
        return None

    def compute_output_shape(self, input_shape):
        return (input_shape[0][0], input_shape[0][2])

    def get_config(self):
        return {
            **super().get_config(),
            "units": self.units,
            "activation": keras.activations.serialize(self.activation),
            "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
        }`,
} as const satisfies Record<string, string>
