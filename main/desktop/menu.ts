// The native menu in both languages; its commands are the page's to carry out.
import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../../shared/contract/desktop'
import type { Language, Text } from '../../shared/fields/text'

interface Item {
  command: MenuCommand
  label: Text
  accelerator?: string
}
type Entry = Item | 'line' | { role: NonNullable<MenuItemConstructorOptions['role']>; label: Text }

const menus: { label: Text; entries: Entry[] }[] = [
  {
    label: { en: '&File', zh: '文件(&F)' },
    entries: [
      { command: 'open-table', label: { en: 'Open a CSV…', zh: '打开 CSV…' }, accelerator: 'CmdOrCtrl+O' },
      {
        command: 'open-workspace',
        label: { en: 'Open a workspace…', zh: '打开工作区…' },
        accelerator: 'CmdOrCtrl+Shift+O',
      },
      { command: 'open-bundle', label: { en: 'Open a bundle…', zh: '打开实验包…' } },
      { command: 'import-model', label: { en: 'Import a model…', zh: '导入模型…' }, accelerator: 'CmdOrCtrl+Alt+M' },
      'line',
      { command: 'go-settings', label: { en: 'Settings', zh: '设置' }, accelerator: 'CmdOrCtrl+,' },
      'line',
      { role: 'quit', label: { en: 'Quit', zh: '退出' } },
    ],
  },
  {
    label: { en: '&Edit', zh: '编辑(&E)' },
    entries: [
      { role: 'undo', label: { en: 'Undo', zh: '撤销' } },
      { role: 'redo', label: { en: 'Redo', zh: '重做' } },
      'line',
      { role: 'cut', label: { en: 'Cut', zh: '剪切' } },
      { role: 'copy', label: { en: 'Copy', zh: '复制' } },
      { role: 'paste', label: { en: 'Paste', zh: '粘贴' } },
      { role: 'selectAll', label: { en: 'Select all', zh: '全选' } },
    ],
  },
  {
    label: { en: '&Go', zh: '前往(&G)' },
    entries: [
      { command: 'go-start', label: { en: 'Start', zh: '开始' }, accelerator: 'CmdOrCtrl+1' },
      { command: 'go-datasets', label: { en: 'Datasets', zh: '数据集' }, accelerator: 'CmdOrCtrl+2' },
      { command: 'go-architectures', label: { en: 'Architectures', zh: '网络结构' }, accelerator: 'CmdOrCtrl+3' },
      { command: 'go-runs', label: { en: 'Runs', zh: '运行' }, accelerator: 'CmdOrCtrl+4' },
      { command: 'go-boards', label: { en: 'Boards', zh: '对比' }, accelerator: 'CmdOrCtrl+5' },
      { command: 'go-exports', label: { en: 'Exports', zh: '导出' }, accelerator: 'CmdOrCtrl+6' },
      { command: 'go-playground', label: { en: 'Playground', zh: '演练场' }, accelerator: 'CmdOrCtrl+7' },
      'line',
      { command: 'palette', label: { en: 'Command palette', zh: '命令面板' }, accelerator: 'CmdOrCtrl+K' },
    ],
  },
  {
    label: { en: '&Run', zh: '运行(&R)' },
    entries: [
      {
        command: 'new-architecture',
        label: { en: 'New architecture', zh: '新建网络结构' },
        accelerator: 'CmdOrCtrl+N',
      },
      { command: 'launch', label: { en: 'Launch runs…', zh: '启动运行…' }, accelerator: 'CmdOrCtrl+Return' },
    ],
  },
  {
    label: { en: '&View', zh: '视图(&V)' },
    entries: [
      { command: 'toggle-sidebar', label: { en: 'Side bar', zh: '侧栏' }, accelerator: 'CmdOrCtrl+B' },
      { command: 'toggle-theme', label: { en: 'Light or dark', zh: '浅色或深色' }, accelerator: 'CmdOrCtrl+Shift+L' },
      'line',
      { role: 'resetZoom', label: { en: 'Actual size', zh: '实际大小' } },
      { role: 'zoomIn', label: { en: 'Zoom in', zh: '放大' } },
      { role: 'zoomOut', label: { en: 'Zoom out', zh: '缩小' } },
      { role: 'togglefullscreen', label: { en: 'Full screen', zh: '全屏' } },
    ],
  },
  {
    label: { en: '&Help', zh: '帮助(&H)' },
    entries: [
      { command: 'shortcuts', label: { en: 'Keyboard shortcuts', zh: '键盘快捷键' }, accelerator: 'CmdOrCtrl+/' },
      { command: 'about', label: { en: 'About Netloom', zh: '关于 Netloom' } },
    ],
  },
]

export function setMenu(language: Language, choose: (command: MenuCommand) => void): void {
  const template = menus.map(({ label, entries }) => ({
    label: label[language],
    submenu: entries.map((entry) => itemOf(entry, language, choose)),
  }))
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

function itemOf(entry: Entry, language: Language, choose: (command: MenuCommand) => void): MenuItemConstructorOptions {
  if (entry === 'line') return { type: 'separator' }
  if ('role' in entry) return { role: entry.role, label: entry.label[language] }
  const { command, label, accelerator } = entry
  return { id: command, label: label[language], ...(accelerator ? { accelerator } : {}), click: () => choose(command) }
}
