// What is asked for at the cursor: its words, and what can be chosen.
import { computed } from 'vue'
import type { LayerNode } from '../../../shared/records'
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
      case 'find':
        return t('designer.findLayer')
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
    const titleOf = (type: string) => {
      const info = designer.types.value.get(type)
      return info ? say(info.label) : type
    }
    const named = ({ id, type }: LayerNode) => ({ id, title: id, note: titleOf(type) })
    if (asking.kind === 'find') return graph.layers.map(named)
    if (!layer) return []
    if (asking.kind === 'connect') return graph.layers.filter(({ id }) => id !== layer.id).map(named)
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
