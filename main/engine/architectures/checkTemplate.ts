// Checks a template with settings on a data set: the settings first, then the graph that they draw.
import type { Problem } from '../../../shared/contract/errors'
import { checkSettings, withDefaults } from '../../../shared/fields'
import type { Settings } from '../../../shared/fields'
import type { ArchitectureCheck, DatasetFacts } from '../../../shared/records'
import { check } from './check'
import { madeUpFor, suits } from './template'
import type { Template } from './template'
import { templateOf, templates } from './templates'

/** All that can be said of a template with settings before training; without a data set, on a made-up one. */
export function checkTemplate(name: string, settings: Settings, facts?: DatasetFacts): ArchitectureCheck {
  const template = templateOf(name)
  if (template === undefined) return nothing([unknownTemplate(name)])
  const complete = withDefaults(template.fields, settings)
  const problems = checkSettings(template.fields, complete)
  if (problems.length > 0) return nothing(problems)
  const example = madeUpFor(template.family)
  if (facts !== undefined && (facts.alsoTargets?.length ?? 0) > 0 && template.predictsSeveral !== true) {
    const { alsoTargets = [], ...first } = facts
    const drawn = suits(template.family, first) ? first : example
    return { ...check(template.graph(complete, drawn)), problems: [oneTarget(template, alsoTargets.length + 1)] }
  }
  if (facts === undefined || suits(template.family, facts)) return check(template.graph(complete, facts ?? example))
  // What it would be on data that it reads: more to look at than nothing.
  return { ...check(template.graph(complete, example)), problems: [otherData(template)] }
}

function oneTarget({ label }: Template, targets: number): Problem {
  const several = Object.values<Template>(templates).filter(({ predictsSeveral }) => predictsSeveral === true)
  return {
    path: 'template',
    code: 'architecture/one-target',
    message: {
      en: `"${label.en}" predicts one target, expected an output for each of the "${targets}" targets of the data set.`,
      zh: `“${label.zh}”只预测一个目标，而数据集有“${targets}”个目标，每个都需要一个输出。`,
    },
    hint: {
      en: `Choose one of ${several.map((one) => one.label.en).join(', ')}, draw the outputs by hand, or keep one target.`,
      zh: `请选择以下模板之一：${several.map((one) => one.label.zh).join('、')}；或手动绘制各输出，或只保留一个目标。`,
    },
    severity: 'error',
  }
}

function otherData({ label, family }: Template): Problem {
  const pairs = family === 'pairs'
  return {
    path: 'template',
    code: 'architecture/other-data',
    message: pairs
      ? {
          en: `"${label.en}" reads users and items, expected a data set for ratings or top-N.`,
          zh: `“${label.zh}”读取用户与物品，数据集的任务应为评分预测或 Top-N。`,
        }
      : {
          en: `"${label.en}" reads histories of items, expected a data set for the next item.`,
          zh: `“${label.zh}”读取物品历史，数据集的任务应为下一个物品。`,
        },
    hint: {
      en: 'Choose another task for the data set, or another template.',
      zh: '请为数据集选择其他任务，或选择其他模板。',
    },
    severity: 'error',
  }
}

function nothing(problems: Problem[]): ArchitectureCheck {
  const graph = { layers: [], outputs: [] }
  return { graph, layers: [], parameters: 0, trainableParameters: 0, multiplyAdds: 0, problems }
}

function unknownTemplate(name: string): Problem {
  const known = Object.keys(templates).join(', ')
  return {
    path: 'template',
    code: 'architecture/unknown-template',
    message: {
      en: `There is no template "${name}", expected one of ${known}.`,
      zh: `没有名为“${name}”的模板，应为以下之一：${known}。`,
    },
    hint: { en: 'Choose one of the templates.', zh: '请选择其中一个模板。' },
    severity: 'error',
  }
}
