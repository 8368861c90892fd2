// Layers and curves that Keras lacks, as they are written into a program that uses them.
import { gridClasses } from './gridClasses'
import { itemClasses, saved } from './itemClasses'

export const kerasClasses = {
  ...itemClasses,
  ...gridClasses,

  gelu_tanh: `${saved}
def gelu_tanh(x):
    """GELU by its approximation with tanh (Hendrycks and Gimpel 2016)."""
    return keras.activations.gelu(x, approximate=True)`,

  keras2_hard_sigmoid: `${saved}
def keras2_hard_sigmoid(x):
    """What Keras 2 and TensorFlow.js call hard sigmoid; that of Keras 3 is less steep."""
    return ops.clip(0.2 * x + 0.5, 0, 1)`,

  MaskedMultiply: `${saved}
class MaskedMultiply(layers.Layer):
    """The product of its inputs, also of steps that do not count."""

    def call(self, inputs):
        product = inputs[0]
        for other in inputs[1:]:
            product = product * other
        return product

    def compute_mask(self, inputs, previous_mask):
        if previous_mask is None or any(mask is None for mask in previous_mask):
            return None
        merged = previous_mask[0]
        for mask in previous_mask[1:]:
            merged = ops.logical_or(merged, mask)
        return merged`,

  MaskedMaxPooling1D: `${saved}
class MaskedMaxPooling1D(layers.Layer):
    """The largest number of each channel among the steps that count; 0 where none does."""

    def call(self, x, mask=None):
        if mask is None:
            return ops.max(x, axis=1)
        counts = ops.cast(ops.expand_dims(mask, -1), x.dtype)
        return ops.max(x * counts + (1 - counts) * -1e30, axis=1) * ops.max(counts, axis=1)

    def compute_mask(self, inputs, previous_mask):
        return None

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[2])`,

  MaskedCropping1D: `${saved}
class MaskedCropping1D(layers.Cropping1D):
    """Cuts steps off both ends, and off the mask as well."""

    def compute_mask(self, inputs, previous_mask):
        if previous_mask is None:
            return None
        before, after = self.cropping
        return previous_mask[:, before : previous_mask.shape[1] - after]`,

  ScoringEmbedding: `${saved}
class ScoringEmbedding(layers.Embedding):
    """An embedding that is also read the other way round: a score for each entry (Press and Wolf 2017)."""

    def call(self, inputs, scores=False):
        if scores:
            return ops.matmul(inputs, ops.transpose(self.embeddings))
        return super().call(inputs)

    def compute_mask(self, inputs, mask=None):
        if len(inputs.shape) != 2 or not self.mask_zero:
            return None
        return ops.not_equal(inputs, 0)

    def compute_output_spec(self, inputs, scores=False):
        width = (self.input_dim,) if scores else (self.output_dim,)
        kept = inputs.shape[:-1] if scores else inputs.shape
        return keras.KerasTensor((*kept, *width), dtype=self.compute_dtype)`,

  PositionalEmbedding: `${saved}
class PositionalEmbedding(layers.Layer):
    """Adds a trained row of numbers for each place in a sequence."""

    def __init__(self, initializer="glorot_uniform", **kwargs):
        super().__init__(**kwargs)
        self.initializer = keras.initializers.get(initializer)
        self.supports_masking = True

    def build(self, input_shape):
        self.positions = self.add_weight(shape=input_shape[1:], initializer=self.initializer, name="positions")

    def call(self, x):
        return x + self.positions

    def get_config(self):
        return {**super().get_config(), "initializer": keras.initializers.serialize(self.initializer)}`,

  SinusoidalPosition: `${saved}
class SinusoidalPosition(layers.Layer):
    """Adds sines and cosines of many lengths that tell the place (Vaswani et al. 2017, section 3.5)."""

    def __init__(self, longest=10000, **kwargs):
        super().__init__(**kwargs)
        self.longest = longest
        self.supports_masking = True

    def call(self, x):
        time, width = x.shape[1], x.shape[2]
        places = np.arange(width)
        angles = np.arange(time)[:, None] / self.longest ** (2 * (places // 2) / width)
        waves = np.where(places % 2 == 0, np.sin(angles), np.cos(angles))
        return x + ops.convert_to_tensor(waves, dtype=x.dtype)

    def get_config(self):
        return {**super().get_config(), "longest": self.longest}`,

  FactorisationMachine: `${saved}
class FactorisationMachine(layers.Layer):
    """A linear model with the interactions of all pairs of inputs (Rendle 2010)."""

    def __init__(self, factors=8, regularizer=None, **kwargs):
        super().__init__(**kwargs)
        self.factors = factors
        self.regularizer = keras.regularizers.get(regularizer)

    def build(self, input_shape):
        width = input_shape[-1]
        self.linear = self.add_weight(shape=(width, 1), initializer="glorot_uniform", name="linear")
        self.table = self.add_weight(
            shape=(width, self.factors), initializer="glorot_uniform", regularizer=self.regularizer, name="factors"
        )
        self.bias = self.add_weight(shape=(1,), initializer="zeros", name="bias")

    def call(self, x):
        sums = ops.matmul(x, self.table)
        squares = ops.matmul(ops.square(x), ops.square(self.table))
        pairs = 0.5 * ops.sum(ops.square(sums) - squares, axis=-1, keepdims=True)
        return ops.matmul(x, self.linear) + self.bias + pairs

    def get_config(self):
        regularizer = keras.regularizers.serialize(self.regularizer)
        return {**super().get_config(), "factors": self.factors, "regularizer": regularizer}`,

  PairwiseInteraction: `${saved}
class PairwiseInteraction(layers.Layer):
    """The sum of the products of all pairs of rows, over all numbers or for each number (Rendle 2010)."""

    def __init__(self, each=False, **kwargs):
        super().__init__(**kwargs)
        self.each = each

    def call(self, x):
        pairs = 0.5 * (ops.square(ops.sum(x, axis=1)) - ops.sum(ops.square(x), axis=1))
        return pairs if self.each else ops.sum(pairs, axis=-1, keepdims=True)

    def get_config(self):
        return {**super().get_config(), "each": self.each}`,

  CrossNetwork: `${saved}
class CrossNetwork(layers.Layer):
    """Multiplies features with each other: x' = x0 * (W x + b) + x in each layer (DCN v2, Wang et al. 2021)."""

    def __init__(self, depth=2, rank=0, kernel_initializer="glorot_uniform", kernel_regularizer=None, **kwargs):
        super().__init__(**kwargs)
        self.depth, self.rank = depth, rank
        self.kernel_initializer = keras.initializers.get(kernel_initializer)
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)

    def build(self, input_shape):
        width = input_shape[-1]
        shapes = [(width, width)] if self.rank == 0 else [(width, self.rank), (self.rank, width)]
        self.crossings = []
        for layer in range(self.depth):
            kernels = [
                self.add_weight(
                    shape=shape,
                    initializer=self.kernel_initializer,
                    regularizer=self.kernel_regularizer,
                    name=f"kernel_{layer + 1}_{at + 1}",
                )
                for at, shape in enumerate(shapes)
            ]
            bias = self.add_weight(shape=(width,), initializer="zeros", name=f"bias_{layer + 1}")
            self.crossings.append((kernels, bias))

    def call(self, x):
        first = x
        for kernels, bias in self.crossings:
            crossed = x
            for kernel in kernels:
                crossed = ops.matmul(crossed, kernel)
            x = first * (crossed + bias) + x
        return x

    def get_config(self):
        return {
            **super().get_config(),
            "depth": self.depth,
            "rank": self.rank,
            "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
            "kernel_regularizer": keras.regularizers.serialize(self.kernel_regularizer),
        }`,
} as const satisfies Record<string, string>

export type KerasClass = keyof typeof kerasClasses
