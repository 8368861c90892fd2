// What is asked for at the cursor: its words, and what can be chosen.
import { computed } from 'vue'
import type { Choice } from '../../components/graph/TypeAhead.vue'
import { useWords } from '../../composables/useWords'
import { fedBy } from './designer/drawn'
import type { Designer } from './useDesigner'

export function useTypeAhead(designer: Designer) {
  const { t, say } = useWords()

  const label = computed(() => {
    const name = designer.layer.value?.id ?? ''
    switch (designer.asking.value?.kind) {
      case 'connect':
        return t('designer.connectTo', { name })
      case 'cut':
        return t('designer.cutOf', { name })
      default:
        return name === '' ? t('designer.addLayer') : t('designer.addAfter', { name })
    }
  })

  const choices = computed<Choice[]>(() => {
    const { graph } = designer.drawn.value
    const layer = designer.layer.value
    const asking = designer.asking.value
    if (!asking) return []
    if (asking.kind === 'add') {
      const types = [...designer.types.value.values()]
      return types.map(({ name, label: title, family }) => ({
        id: name,
        title: say(title),
        note: t(`families.${family}`),
      }))
    }
    if (!layer) return []
    const titleOf = (type: string) => {
      const info = designer.types.value.get(type)
      return info ? say(info.label) : type
    }
    const layers = graph.layers.filter(({ id }) => id !== layer.id)
    if (asking.kind === 'connect') return layers.map(({ id, type }) => ({ id, title: id, note: titleOf(type) }))
    const into = layer.inputs.map((id) => ({
      id: JSON.stringify([id, layer.id]),
      title: `${id} → ${layer.id}`,
      note: '',
    }))
    const outOf = fedBy(graph, layer.id).map((id) => ({
      id: JSON.stringify([layer.id, id]),
      title: `${layer.id} → ${id}`,
      note: '',
    }))
    return [...into, ...outOf]
  })

  return { label, choices }
}
