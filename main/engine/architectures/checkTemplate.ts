// Checks a template with settings on a data set: the settings first, then the graph that they draw.
import type { Problem } from '../../../shared/contract/errors'
import { checkSettings, withDefaults } from '../../../shared/fields'
import type { Settings } from '../../../shared/fields'
import type { ArchitectureCheck, DatasetFacts, TemplateInfo } from '../../../shared/records'
import { check } from './check'
import { madeUpFacts } from './template'
import { templateOf, templates } from './templates'

/** All that can be said of a template with settings before training; without a data set, on ten made-up inputs. */
export function checkTemplate(name: string, settings: Settings, facts: DatasetFacts = madeUpFacts): ArchitectureCheck {
  const template = templateOf(name)
  if (template === undefined) return nothing([unknownTemplate(name)])
  const complete = withDefaults(template.fields, settings)
  const problems = checkSettings(template.fields, complete)
  return problems.length > 0 ? nothing(problems) : check(template.graph(complete, facts))
}

/** Every template as a form can draw it. */
export function templateInfos(): TemplateInfo[] {
  return Object.values(templates).map(({ name, label, summary, fields }) => ({ name, label, summary, fields }))
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
