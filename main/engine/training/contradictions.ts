// What training settings say against each other or against the goal of the data: each by itself is fine, together they are not.
import type { Problem } from '../../../shared/contract/errors'
import type { Settings, Text } from '../../../shared/fields'
import type { Goal } from '../../../shared/records'
import { clips, labelSmoothing } from './fields/loss'
import { lossFor, losses } from './losses'
import type { Loss } from './losses'
import { warmupSteps } from './schedules'
import { targetWeightProblems } from './targets'
import { numberOf } from './values'

/** Problems of complete settings that are fine one by one; `goal` of the data the run is for, null where it is not known. */
export function contradictionsIn(settings: Settings, goal: Goal | null): Problem[] {
  return [
    ...ofClips(settings),
    ...ofLoss(settings, goal),
    ...(settings.schedule === 'oneCycle' && numberOf(settings, warmupSteps) > 0 ? [twoWarmUps(settings)] : []),
    ...ofSteps(settings),
    ...targetWeightProblems(settings, null),
  ]
}

function ofClips(settings: Settings): Problem[] {
  const [first, second] = clips.filter((field) => numberOf(settings, field) > 0)
  if (first === undefined || second === undefined) return []
  return [
    contradiction(second.name, {
      en: `Gradients are clipped in two ways, "${first.name}" and "${second.name}", expected at most one above 0.`,
      zh: `梯度同时以“${first.name}”和“${second.name}”两种方式裁剪，最多只能有一种大于 0。`,
    }),
  ]
}

function ofLoss(settings: Settings, goal: Goal | null): Problem[] {
  const name = String(settings.loss)
  const loss = goal === null ? Object.values<Loss>(losses).find((one) => one.name === name) : lossFor(goal, name)
  if (loss === undefined) return []
  if (goal !== null && !loss.goals.includes(goal)) return [wrongLoss(loss, goal)]
  if (loss.smooths || numberOf(settings, labelSmoothing) === 0) return []
  return [
    contradiction(labelSmoothing.name, {
      en: `Label smoothing is "${String(settings.labelSmoothing)}", expected 0 with the loss "${loss.name}", which has none.`,
      zh: `标签平滑为“${String(settings.labelSmoothing)}”，但损失函数“${loss.name}”不支持平滑，应为 0。`,
    }),
  ]
}

function wrongLoss(loss: Loss, goal: Goal): Problem {
  const fitting = Object.values<Loss>(losses).filter(({ goals }) => goals.includes(goal))
  const names = fitting.map(({ name }) => name)
  return {
    path: 'loss',
    code: 'run/loss-not-for-goal',
    message: {
      en: `The loss "${loss.name}" is not for a ${goal} target, expected automatic or one of ${names.join(', ')}.`,
      zh: `损失函数“${loss.name}”不适用于 ${goal} 目标，应为自动或以下之一：${names.join('、')}。`,
    },
    hint: { en: 'Choose another loss, or another target.', zh: '请选择其他损失函数或其他目标。' },
    severity: 'error',
  }
}

function twoWarmUps(settings: Settings): Problem {
  return contradiction(warmupSteps.name, {
    en: `The warm-up is "${String(settings.warmupSteps)}" steps, expected 0 with the schedule "oneCycle", which has its own.`,
    zh: `预热为“${String(settings.warmupSteps)}”步，但“oneCycle”计划自带预热，应为 0。`,
  })
}

/** A warm-up that fills the whole run would keep its learning rate from ever being reached. */
function ofSteps(settings: Settings): Problem[] {
  const warmup = numberOf(settings, warmupSteps)
  const limit = Number(settings.stopAfterSteps)
  if (limit <= 0 || warmup < limit) return []
  return [
    contradiction(warmupSteps.name, {
      en: `The warm-up is "${warmup}" steps, expected fewer than the ${limit} steps that the run ends after.`,
      zh: `预热为“${warmup}”步，应少于训练结束的 ${limit} 步。`,
    }),
  ]
}

/** One problem for each frozen name that no layer has. `layers` are the names of those with weights. */
export function freezeProblems(settings: Settings, layers: readonly string[]): Problem[] {
  const frozen = Array.isArray(settings.freeze) ? settings.freeze.map(String) : []
  return frozen
    .filter((name) => !layers.includes(name))
    .map((name) => ({
      path: 'freeze',
      code: 'run/no-such-layer',
      message: {
        en: `There is no layer "${name}" with weights to freeze, expected one of ${layers.join(', ')}.`,
        zh: `没有名为“${name}”且带权重的层可供冻结，应为以下之一：${layers.join('、')}。`,
      },
      hint: { en: 'Correct the name, or take it out of the list.', zh: '请更正名称，或将其从列表中删除。' },
      severity: 'error',
    }))
}

function contradiction(path: string, message: Text): Problem {
  return {
    path,
    code: 'run/settings-contradict',
    message,
    hint: { en: 'Change one of the two settings.', zh: '请修改其中一项设置。' },
    severity: 'error',
  }
}
