// The designer's state and all that can be done in it, by keys, buttons or drags: each changes the document by a pure function.
import { computed, nextTick, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { ArchitectureCheck, GraphBlock, GraphProblem } from '../../../shared/records'
import type { DesignerAction } from '../../composables/designerKeys'
import type { Size } from '../../components/graph/boxes'
import { useWords } from '../../composables/useWords'
import { useArchitectures } from '../../stores/architectures'
import { useDesignerMemory } from '../../stores/designer'
import * as blocks from './designer/blocks'
import { copied, pasted } from './designer/clipboard'
import { emptyDrawing, layerOf } from './designer/drawn'
import type { Drawn, Place } from './designer/drawn'
import * as edits from './designer/edits'
import { arrangedAnew, boxesMoved, folded, nudged, resized, settled } from './designer/moves'
import { commentId, createPainter, endsOf, frameId } from './designer/picture'
import { alike, independent, usedAgain } from './designer/uses'
import { walked } from './designer/walk'
import type { Direction } from './designer/walk'
import { sortedProblems } from './designer/problems'
import { useFaces } from './useFaces'
import type { DraftInWork } from './useDraft'

/** What is asked for at the cursor: a layer type, a layer to feed, a wire to cut, a layer to go to. */
export type Asking = { kind: 'add' | 'connect' | 'cut' | 'find' }

export function useDesigner(work: DraftInWork, check: Ref<ArchitectureCheck | null>) {
  const { t } = useWords()
  const store = useArchitectures()
  const memory = useDesignerMemory()
  const selected = shallowRef<string[]>([])
  const asking = shallowRef<Asking | null>(null)
  /** Said to who cannot see the canvas. */
  const announced = shallowRef('')
  const types = computed(() => new Map(store.layers.map((type) => [type.name, type])))
  const words = useFaces()
  const paint = createPainter()

  const drawn = computed<Drawn>(() => ({
    graph: work.draft.value.graph ?? check.value?.graph ?? { layers: [], outputs: [] },
    drawing: work.draft.value.drawing ?? emptyDrawing,
  }))
  const picture = computed(() => {
    const known = check.value
    return paint({ drawn: drawn.value, check: known, types: types.value, words: words.value })
  })
  const problems = computed<GraphProblem[]>(() => sortedProblems(check.value?.problems ?? []))
  const layerIds = computed(() => selected.value.filter((id) => layerOf(drawn.value.graph, id) !== undefined))
  const layer = computed(() => {
    const id = layerIds.value.at(-1)
    return id === undefined ? undefined : layerOf(drawn.value.graph, id)
  })
  const block = computed<GraphBlock | undefined>(() =>
    drawn.value.drawing.blocks.find(({ id }) => selected.value.includes(frameId(id))),
  )
  /** Those of chosen frames as well, for what is done to layers as a whole. */
  const chosenLayers = () => {
    const framed = drawn.value.drawing.blocks.filter(({ id }) => selected.value.includes(frameId(id)))
    return [...new Set([...layerIds.value, ...framed.flatMap(({ layers }) => layers)])]
  }
  const chosenBlock = () => block.value ?? (layer.value && blocks.blockOf(drawn.value, layer.value.id))

  // What is no longer there is no longer chosen.
  watch(picture, ({ boxes, wires, places }) => {
    const there = new Set([...boxes.map(({ id }) => id), ...wires.map(({ id }) => id), ...places.keys()])
    if (selected.value.some((id) => !there.has(id))) selected.value = selected.value.filter((id) => there.has(id))
  })

  const draw = (next: Drawn, about: string | null = null) => {
    if (next !== drawn.value) work.draw(alike(drawn.value, next), about)
  }

  function choose(ids: string[]): void {
    selected.value = ids
    const one = ids.length === 1 ? picture.value.boxes.find(({ id }) => id === ids[0]) : undefined
    if (one?.kind === 'layer') {
      const { title, name, shape, stateText } = one.face
      announced.value = [title, name, shape, stateText].filter((text) => text !== '').join(', ')
    } else announced.value = ids.length > 1 ? t('designer.chosen', { n: ids.length }) : ''
  }

  /** A new layer: behind the chosen one, or at a place of the canvas. */
  function add(
    name: string,
    { at, branch = false, loose = false }: { at?: Place; branch?: boolean; loose?: boolean } = {},
  ) {
    const type = types.value.get(name)
    if (!type) return
    const after = loose ? undefined : layer.value?.id
    const ground = at ? settled(drawn.value, picture.value) : drawn.value
    const result = edits.inserted(ground, type, {
      branch,
      ...(after === undefined ? {} : { after }),
      ...(at ? { at } : {}),
    })
    draw(result.drawn)
    void nextTick(() => choose([result.layer]))
  }

  function connect(from: string, to: string): void {
    draw(edits.connected(drawn.value, from, to))
  }

  function removeChosen(): void {
    const wires = selected.value.map(endsOf).filter((ends) => ends !== null)
    const comments = drawn.value.drawing.comments
      .map(({ id }) => id)
      .filter((id) => selected.value.includes(commentId(id)))
    const framed = drawn.value.drawing.blocks.filter(({ id }) => selected.value.includes(frameId(id)))
    const foldedAway = framed.filter(({ collapsed }) => collapsed).flatMap(({ layers }) => layers)
    const gone = [...layerIds.value, ...foldedAway]
    const stay = gone.length === 0 ? null : (layerOf(drawn.value.graph, gone[0] ?? '')?.inputs[0] ?? null)
    let next = wires.reduce((result, [from, to]) => edits.disconnected(result, from, to), drawn.value)
    if (gone.length > 0) next = edits.removed(next, gone)
    if (comments.length > 0) next = blocks.commentsRemoved(next, comments)
    for (const { id, collapsed } of framed) if (!collapsed) next = blocks.ungrouped(next, id)
    draw(next)
    choose(stay !== null && layerOf(next.graph, stay) ? [stay] : [])
  }

  function paste(text: string): void {
    const result = pasted(drawn.value, text)
    if (!result) return
    draw(result.drawn)
    void nextTick(() => choose(result.layers))
  }

  function group(): void {
    if (layerIds.value.length === 0) return
    const result = blocks.grouped(drawn.value, layerIds.value, t('designer.block'))
    draw(result.drawn)
    void nextTick(() => choose([frameId(result.block)]))
  }

  function useAgain(chosen: GraphBlock): void {
    const result = usedAgain(drawn.value, chosen)
    draw(result.drawn)
    void nextTick(() => choose([frameId(result.block)]))
  }

  function comment(at: Place): void {
    const result = blocks.commented(drawn.value, at)
    draw(result.drawn)
    void nextTick(() => choose([commentId(result.comment)]))
  }

  const walk = (direction: Direction, extend = false): void => {
    const here = layer.value?.id ?? null
    const next = walked(drawn.value.graph, picture.value.places, here, direction)
    if (next !== null) choose(extend ? [...selected.value.filter((id) => id !== next), next] : [next])
  }

  const nudge = (x: number, y: number) =>
    draw(nudged(drawn.value, picture.value, selected.value, { x, y }), `nudge:${selected.value.join()}`)

  const resize = (by: Size) => draw(resized(drawn.value, selected.value, by), `resize:${selected.value.join()}`)

  function goTo(problem: GraphProblem): void {
    const id = layerOfProblem(problem)
    if (id !== undefined) choose([id])
  }

  /** The layer that a problem names: by itself, or by a path such as `dense1.units`. */
  function layerOfProblem({ layer: named, path }: GraphProblem): string | undefined {
    return [named, path, path.slice(0, path.lastIndexOf('.'))].find(
      (id) => id !== undefined && layerOf(drawn.value.graph, id) !== undefined,
    )
  }

  function nextProblem(): void {
    const leading = problems.value.filter((problem) => layerOfProblem(problem) !== undefined)
    const at = leading.findIndex((problem) => layerOfProblem(problem) === layer.value?.id)
    const next = leading[(at + 1) % leading.length]
    if (next) goTo(next)
  }

  function mend(problem: GraphProblem | undefined, which = 0): void {
    const remedy = problem?.remedies?.[which]
    if (remedy) draw({ ...drawn.value, graph: remedy.graph })
  }

  const actions: Partial<Record<DesignerAction, () => void>> = {
    add: () => (asking.value = { kind: 'add' }),
    connect: () => layer.value && (asking.value = { kind: 'connect' }),
    cut: () => layer.value && (asking.value = { kind: 'cut' }),
    find: () => (asking.value = { kind: 'find' }),
    up: () => walk('up'),
    down: () => walk('down'),
    left: () => walk('left'),
    right: () => walk('right'),
    extendUp: () => walk('up', true),
    extendDown: () => walk('down', true),
    extendLeft: () => walk('left', true),
    extendRight: () => walk('right', true),
    moveUp: () => nudge(0, -16),
    moveDown: () => nudge(0, 16),
    moveLeft: () => nudge(-16, 0),
    moveRight: () => nudge(16, 0),
    wider: () => resize({ width: 16, height: 0 }),
    narrower: () => resize({ width: -16, height: 0 }),
    taller: () => resize({ width: 0, height: 16 }),
    lower: () => resize({ width: 0, height: -16 }),
    leave: () => choose([]),
    remove: removeChosen,
    copy: () => chosenLayers().length > 0 && (memory.copied = copied(drawn.value, chosenLayers())),
    cutOut: () => {
      const layers = chosenLayers()
      if (layers.length === 0) return
      memory.copied = copied(drawn.value, layers)
      choose(layers)
      removeChosen()
    },
    paste: () => paste(memory.copied),
    duplicate: () => (block.value ? useAgain(block.value) : paste(copied(drawn.value, layerIds.value))),
    undo: work.undo,
    redo: work.redo,
    all: () => choose(drawn.value.graph.layers.map(({ id }) => id)),
    group,
    ungroup: () => {
      const found = chosenBlock()
      if (found) draw(blocks.ungrouped(drawn.value, found.id))
    },
    fold: () => toggle(chosenBlock()),
    output: () => layer.value && draw(edits.outputToggled(drawn.value, layer.value.id)),
    nextProblem,
    mend: () => mend(problems.value.find((one) => layerOfProblem(one) === layer.value?.id && one.remedies?.length)),
    arrange: () => draw(arrangedAnew(drawn.value)),
  }

  function toggle(found: GraphBlock | undefined): void {
    if (!found) return
    draw(folded(drawn.value, found, !found.collapsed))
    void nextTick(() => choose([frameId(found.id)]))
  }

  return {
    drawn,
    picture,
    problems,
    types,
    selected,
    layer,
    layerIds,
    block,
    asking,
    ask: (what: Asking | null) => (asking.value = what),
    announced,
    actions,
    draw,
    choose,
    add,
    connect,
    comment,
    toggle,
    useAgain,
    makeIndependent: (chosen: GraphBlock) => draw(independent(drawn.value, chosen.id)),
    goTo,
    mend,
    layerOfProblem,
    moved: (places: Map<string, Place>) => draw(boxesMoved(drawn.value, picture.value, places)),
  }
}

export type Designer = ReturnType<typeof useDesigner>
