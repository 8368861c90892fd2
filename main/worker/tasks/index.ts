// The tasks a worker knows, loaded when first asked for: a training worker never loads DuckDB, a tables worker never TensorFlow.
import type { TaskHandler, TaskName } from '../../../shared/contract/worker'

const loaders: { [N in TaskName]: () => Promise<TaskHandler<N>> } = {
  'tables.inspect': async () => (await import('./tables')).tableTasks['tables.inspect'],
  'tables.import': async () => (await import('./tables')).tableTasks['tables.import'],
  'tables.rejects': async () => (await import('./tables')).tableTasks['tables.rejects'],
  'tables.exportRejects': async () => (await import('./tables')).tableTasks['tables.exportRejects'],
  'tables.profile': async () => (await import('./tables')).tableTasks['tables.profile'],
  'tables.rows': async () => (await import('./tables')).tableTasks['tables.rows'],
  'tables.prepare': async () => (await import('./tables')).tableTasks['tables.prepare'],
  'tables.leaks': async () => (await import('./tables')).tableTasks['tables.leaks'],
  'tables.drift': async () => (await import('./tables')).tableTasks['tables.drift'],
  'tables.driftOfModel': async () => (await import('./tables')).tableTasks['tables.driftOfModel'],
  'tables.similarRows': async () => (await import('./tables')).tableTasks['tables.similarRows'],
  'tables.tryRecipe': async () => (await import('./tables')).tableTasks['tables.tryRecipe'],
  'tables.applyRecipe': async () => (await import('./tables')).tableTasks['tables.applyRecipe'],
  'tables.recipeColumns': async () => (await import('./tables')).tableTasks['tables.recipeColumns'],
  'tables.spellings': async () => (await import('./tables')).tableTasks['tables.spellings'],
  'training.probe': async () => (await import('./training')).trainingTasks['training.probe'],
  'models.read': async () => (await import('./models')).modelTasks['models.read'],
  'training.run': async () => (await import('./training')).trainingTasks['training.run'],
  'training.play': async () => (await import('./playing')).playTasks['training.play'],
  'baselines.measure': async () => (await import('./baselines')).baselineTasks['baselines.measure'],
  'app.probe': async () => (await import('./training')).trainingTasks['app.probe'],
  'exports.write': async () => (await import('./exporting')).exportTasks['exports.write'],
}

export function loadTask<N extends TaskName>(name: N): Promise<TaskHandler<N>> {
  return loaders[name]()
}
