// Single settings by their fields: what optimisers, losses and schedules read of the flat training settings.
import type { NumberField, Settings, SwitchField } from '../../../shared/fields'

/** The value of a setting, or its field's default when it is not set. */
export function numberOf(settings: Settings, field: NumberField): number {
  const value = settings[field.name]
  return typeof value === 'number' ? value : field.default
}

/** The position of a switch, or its default when it is not set. */
export function isOn(settings: Settings, field: SwitchField): boolean {
  const value = settings[field.name]
  return typeof value === 'boolean' ? value : field.default
}
