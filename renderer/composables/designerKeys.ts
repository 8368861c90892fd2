// The keys of the designer: one list for the canvas that obeys them and the dialogue that shows them.
export const designerKeys = {
  add: ['/', ' '],
  connect: ['C'],
  cut: ['X'],
  find: ['Mod+F'],
  up: ['ArrowUp'],
  down: ['ArrowDown'],
  left: ['ArrowLeft'],
  right: ['ArrowRight'],
  extendUp: ['Shift+ArrowUp'],
  extendDown: ['Shift+ArrowDown'],
  extendLeft: ['Shift+ArrowLeft'],
  extendRight: ['Shift+ArrowRight'],
  moveUp: ['Alt+ArrowUp'],
  moveDown: ['Alt+ArrowDown'],
  moveLeft: ['Alt+ArrowLeft'],
  moveRight: ['Alt+ArrowRight'],
  wider: ['Alt+Shift+ArrowRight'],
  narrower: ['Alt+Shift+ArrowLeft'],
  taller: ['Alt+Shift+ArrowDown'],
  lower: ['Alt+Shift+ArrowUp'],
  edit: ['Enter'],
  leave: ['Escape'],
  remove: ['Delete', 'Backspace'],
  copy: ['Mod+C'],
  cutOut: ['Mod+X'],
  paste: ['Mod+V'],
  duplicate: ['Mod+D'],
  undo: ['Mod+Z'],
  redo: ['Mod+Shift+Z', 'Mod+Y'],
  all: ['Mod+A'],
  group: ['Mod+G'],
  ungroup: ['Mod+Shift+G'],
  fold: ['.'],
  comment: ['N'],
  output: ['O'],
  nextProblem: ['P'],
  mend: ['M'],
  arrange: ['L'],
  fit: ['F'],
  zoomIn: ['='],
  zoomOut: ['-'],
} as const satisfies Record<string, readonly string[]>

export type DesignerAction = keyof typeof designerKeys

/** As the dialogue lists them: what belongs together on one line. */
export const designerLines: readonly { title: string; actions: readonly DesignerAction[] }[] = [
  { title: 'add', actions: ['add'] },
  { title: 'connect', actions: ['connect'] },
  { title: 'cut', actions: ['cut'] },
  { title: 'find', actions: ['find'] },
  { title: 'walk', actions: ['up', 'down', 'left', 'right'] },
  { title: 'extend', actions: ['extendUp', 'extendDown', 'extendLeft', 'extendRight'] },
  { title: 'move', actions: ['moveUp', 'moveDown', 'moveLeft', 'moveRight'] },
  { title: 'resize', actions: ['wider', 'narrower', 'taller', 'lower'] },
  { title: 'edit', actions: ['edit'] },
  { title: 'leave', actions: ['leave'] },
  { title: 'remove', actions: ['remove'] },
  { title: 'copy', actions: ['copy', 'cutOut', 'paste'] },
  { title: 'duplicate', actions: ['duplicate'] },
  { title: 'undo', actions: ['undo', 'redo'] },
  { title: 'all', actions: ['all'] },
  { title: 'group', actions: ['group', 'ungroup'] },
  { title: 'fold', actions: ['fold'] },
  { title: 'comment', actions: ['comment'] },
  { title: 'output', actions: ['output'] },
  { title: 'nextProblem', actions: ['nextProblem', 'mend'] },
  { title: 'arrange', actions: ['arrange'] },
  { title: 'fit', actions: ['fit', 'zoomIn', 'zoomOut'] },
]

const byKeys = new Map(
  Object.entries(designerKeys).flatMap(([action, keys]) =>
    keys.map((key) => [key as string, action as DesignerAction]),
  ),
)

/** The action for keys such as `Mod+Shift+Z`. */
export function designerActionOf(keys: string): DesignerAction | undefined {
  return byKeys.get(keys)
}
