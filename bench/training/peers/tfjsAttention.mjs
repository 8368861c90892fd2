// Self-attention in TF.js: tf.layers has neither attention nor learnt positions, so that both are layers written here.

function positionsLayer(tf) {
  return class Positions extends tf.layers.Layer {
    static className = 'Positions'
    build(shape) {
      this.table = this.addWeight('table', shape.slice(1), 'float32', tf.initializers.randomUniform({}))
      this.built = true
    }
    call(inputs) {
      return tf.add([inputs].flat()[0], this.table.read())
    }
  }
}

const PARTS = ['query', 'key', 'value', 'output']

function attentionLayer(tf) {
  return class Attention extends tf.layers.Layer {
    static className = 'Attention'
    build(shape) {
      const width = shape.at(-1)
      const drawn = tf.initializers.glorotUniform({})
      this.parts = PARTS.map((part) => [
        this.addWeight(`${part}Kernel`, [width, width], 'float32', drawn),
        this.addWeight(`${part}Bias`, [width], 'float32', tf.initializers.zeros()),
      ])
      this.built = true
    }
    computeOutputShape(shape) {
      return shape
    }
    call(inputs) {
      return tf.tidy(() => this.attended([inputs].flat()[0]))
    }
    attended(x) {
      const [rows, time, width] = x.shape
      const project = (from, i) => {
        const [kernel, bias] = this.parts[i]
        return from.reshape([-1, width]).matMul(kernel.read()).add(bias.read()).reshape([rows, time, width])
      }
      const [query, key, value] = [0, 1, 2].map((i) => project(x, i))
      const later = tf.linalg
        .bandPart(tf.ones([time, time]), 0, -1)
        .sub(tf.eye(time))
        .mul(-1e9)
      const scores = tf.matMul(query, key, false, true).div(Math.sqrt(width)).add(later)
      return project(tf.matMul(tf.softmax(scores), value), 3)
    }
  }
}

export function attention(tf, { inputs: [{ shape, count }] }) {
  const { layers } = tf
  const [Positions, Attention] = [positionsLayer(tf), attentionLayer(tf)]
  const width = 64
  const norm = (name) => layers.layerNormalization({ name, epsilon: 1e-3 })
  const items = tf.input({ shape, dtype: 'int32' })
  const looked = layers.embedding({ inputDim: count, outputDim: width, name: 'item' }).apply(items)
  let x = new Positions({ name: 'position' }).apply(looked)
  for (const name of ['block1', 'block2']) {
    const attended = new Attention({ name: `${name}-attention` }).apply(norm(`${name}-norm1`).apply(x))
    x = layers.add().apply([x, attended])
    let deep = norm(`${name}-norm2`).apply(x)
    deep = layers.dense({ units: width, activation: 'relu', name: `${name}-feed1` }).apply(deep)
    x = layers.add().apply([x, layers.dense({ units: width, name: `${name}-feed2` }).apply(deep)])
  }
  const output = layers.dense({ units: count, activation: 'softmax', name: 'output' }).apply(norm('norm').apply(x))
  return tf.model({ inputs: items, outputs: output })
}
