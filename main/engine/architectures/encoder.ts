// The blocks of a transformer's encoder, as the templates with attention have them.
import type { Field, Settings } from '../../../shared/fields'
import type { Sketch } from './sketch'
import { dropoutField, droppedOut } from './stack'
import { depthField, headsField, innerField, widthField } from './templateFields'

export interface Encoder {
  /** Numbers of a step. */
  width: number
  heads: number
  /** Units between the two dense layers of a block. */
  inner: number
  depth: number
  dropout: number
  causal: boolean
  epsilon: number
  activation: string
}

/** The sizes that RecBole gives its recommenders with attention. */
export const encoderFields: Field[] = [widthField(64), headsField(2), innerField(256), depthField(2), dropoutField(0.5)]

/** The settings that templates with attention have, with what they have not. */
export function encoderOf(settings: Settings, more: Partial<Encoder> = {}): Encoder {
  const { width, heads, inner, depth, dropout } = settings
  const named = { width: Number(width), heads: Number(heads), inner: Number(inner) }
  const sized = { ...named, depth: Number(depth), dropout: Number(dropout ?? 0) }
  return { ...sized, causal: false, epsilon: 1e-6, activation: 'relu', ...more }
}

/** Where recommenders with attention begin: trained places, a norm, dropout. */
export function placed(paper: Sketch, from: string, { dropout, epsilon }: Encoder): string {
  const places = paper.add('placed', 'positionalEmbedding', from)
  return droppedOut(paper, 'begunDropout', paper.add('normalised', 'layerNormalisation', places, { epsilon }), dropout)
}

/**
 * Vaswani et al. 2017, normalised behind each part: x = norm(x + attention(x)), x = norm(x + dense(dense(x))). A block has
 * 4 (w² + w) weights in attention, 2 w i + i + w in its dense layers and 4 w in norms. The width must be a multiple of heads.
 */
export function encoded(paper: Sketch, from: string, encoder: Encoder): string {
  return Array.from({ length: encoder.depth }, (_, index) => `block${index + 1}`).reduce(
    (before, id) => oneBlock(paper, id, before, encoder),
    from,
  )
}

function oneBlock(paper: Sketch, id: string, from: string, encoder: Encoder): string {
  const { width, heads, inner, dropout, causal, activation } = encoder
  const keyWidth = Math.max(1, Math.floor(width / heads))
  const attended = paper.add(`${id}Attention`, 'multiHeadAttention', from, { heads, keyWidth, causal, dropout })
  const seen = around(paper, `${id}Attended`, [from, attended], encoder)
  const wide = paper.add(`${id}Inner`, 'dense', seen, { units: inner, activation })
  const back = paper.add(`${id}Dense`, 'dense', wide, { units: width, activation: 'linear' })
  return around(paper, id, [seen, back], encoder)
}

/** What went around a part, added to it and normalised. */
function around(paper: Sketch, id: string, [before, part]: [string, string], { dropout, epsilon }: Encoder): string {
  const kept = droppedOut(paper, `${id}Dropout`, part, dropout)
  return paper.add(id, 'layerNormalisation', paper.add(`${id}Sum`, 'add', [before, kept]), { epsilon })
}
