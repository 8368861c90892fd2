// Mends settings: a value that its field does not allow becomes the default, one that no field has is taken away.
import { defaultsOf } from '../../../../shared/fields'
import { changed } from '../edits'
import { layerType } from '../layers'
import { placeOf, remedy } from './remedy'
import type { Mending } from './remedy'

export const defaults: Mending = (problem, situation) => {
  const place = placeOf(problem, situation)
  const name = problem.path.slice((problem.layer ?? '').length + 1)
  const type = place === null ? undefined : layerType(place.node.type)
  if (place === null || type === undefined) return []
  const { id } = place.node
  const field = type.fields.find((one) => one.name === name)
  const kept = ({ [name]: _, ...settings }: Record<string, unknown>) => settings as typeof place.node.settings
  const graph = changed(situation.graph, id, (layer) => ({ ...layer, settings: kept(layer.settings) }))
  if (field === undefined) return [remedy(`Remove "${name}" of "${id}"`, `删除“${id}”的“${name}”`, graph)]
  const value = JSON.stringify(defaultsOf(type.fields)[name])
  return [
    remedy(`Set "${field.label.en}" of "${id}" to ${value}`, `将“${id}”的“${field.label.zh}”设为 ${value}`, graph),
  ]
}
