// Element Plus parts whose own declarations do not hold under `exactOptionalPropertyTypes` (their props come out as the
// raw prop options), with the props that are used here. The others are imported from element-plus as they are.
import { ElConfigProvider, ElOption, ElOptionGroup, ElSelect, ElSlider, ElTabPane, ElTabs } from 'element-plus'
import type { ButtonConfigContext } from 'element-plus'
import type { Language } from 'element-plus/es/locale'
import type { Component, DefineComponent } from 'vue'

interface ProviderProps {
  locale?: Language
  size?: 'small'
  button?: ButtonConfigContext
}

interface SelectProps {
  modelValue: string | null
  id?: string
  size?: 'small'
  placeholder?: string
  filterable?: boolean
  /** Told what is typed where the options are filtered by whoever gives them. */
  filterMethod?: (typed: string) => void
  clearable?: boolean
  'onUpdate:modelValue'?: (value: string) => void
}

interface OptionGroupProps {
  label: string
}

interface MultiSelectProps {
  modelValue: string[]
  multiple: true
  id?: string
  size?: 'small'
  placeholder?: string
  filterable?: boolean
  /** Of many that are chosen, only the first are shown, and how many more there are. */
  collapseTags?: boolean
  maxCollapseTags?: number
  'onUpdate:modelValue'?: (value: string[]) => void
}

interface OptionProps {
  value: string
  label: string
}

interface SliderProps {
  modelValue: number
  size?: 'small'
  min?: number
  max?: number
  step?: number
  'onUpdate:modelValue'?: (value: number) => void
}

interface TabsProps {
  modelValue: string
  'onUpdate:modelValue'?: (value: string) => void
}

interface TabPaneProps {
  name: string
  label: string
  lazy?: boolean
}

/** The same component under a declaration that is true for the props named in it. */
function declared<Props>(component: Component): DefineComponent<Props> {
  return component as DefineComponent<Props>
}

export const AppProvider = declared<ProviderProps>(ElConfigProvider)
export const AppSelect = declared<SelectProps>(ElSelect)
/** Needs `multiple` on it. */
export const AppMultiSelect = declared<MultiSelectProps>(ElSelect)
export const AppOption = declared<OptionProps>(ElOption)
export const AppOptionGroup = declared<OptionGroupProps>(ElOptionGroup)
export const AppSlider = declared<SliderProps>(ElSlider)
export const AppTabs = declared<TabsProps>(ElTabs)
export const AppTabPane = declared<TabPaneProps>(ElTabPane)
