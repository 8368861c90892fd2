// Listens for the commands' keys anywhere in the window; plain characters are left to whoever is typing.
import { onMounted, onScopeDispose } from 'vue'
import type { Command } from './useCommands'

/** `Mod+Shift+O` for an event, in the order Mod, Alt, Shift, key. */
export function keysOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : ''
  const alt = event.altKey ? 'Alt+' : ''
  const shift = event.shiftKey && (key.length > 1 || /[A-Z]/.test(key)) ? 'Shift+' : ''
  return normalise(`${mod}${alt}${shift}${key}`)
}

export function useShortcuts(commands: () => Command[]): void {
  function onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return
    const keys = keysOf(event)
    if (keys.length === 1 && isTyping(event.target)) return
    const command = commands().find((one) => one.keys.map(normalise).includes(keys))
    if (command === undefined) return
    event.preventDefault()
    command.run()
  }
  onMounted(() => window.addEventListener('keydown', onKeydown))
  onScopeDispose(() => window.removeEventListener('keydown', onKeydown))
}

function normalise(keys: string): string {
  const parts = keys.split('+')
  const key = parts.pop() ?? ''
  return [...['Mod', 'Alt', 'Shift'].filter((part) => parts.includes(part)), key].join('+')
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]')
}
