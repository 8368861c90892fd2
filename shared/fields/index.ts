export * from './text'
export * from './field'
export * from './checkSettings'
