// The registry of shipped samples: their files under the resources folder, licences, and how their columns are used.
import { join } from 'node:path'
import type { Text } from '../../../shared/fields/text'
import type { Column, ColumnType, Role, Sample, Split } from '../../../shared/records'
import { AppError } from '../../../shared/contract/errors'
import { featureReason, proposeRoles } from './roles'
import type { Assignments } from './roles'
import { defaultSplit } from './splits'

export interface SampleEntry extends Sample {
  /** The table, inside `samples/<name>/`. */
  file: string
  /** Our own SQL over the table `source` that makes one row a case; `folder` is the sample's. Null when it is so already. */
  reshape: ((folder: string) => string) | null
  /** Types that the values alone do not tell, such as codes written as numbers. */
  types: readonly { column: string; type: ColumnType }[]
  /** Roles that the names alone do not tell. */
  roles: readonly { column: string; role: Role; reason: Text }[]
}

const coded: ColumnType = 'category'

const shoppers: SampleEntry = {
  name: 'shoppers',
  title: { en: 'Online shoppers', zh: '在线购物者' },
  summary: {
    en: 'Sessions of a web shop: which of them end in a purchase? Behaviour prediction from pages, times and visits.',
    zh: '网店的访问会话：哪些会以购买结束？由页面、时长和访问情况预测行为。',
  },
  licence: 'CC BY 4.0',
  credit:
    'C. O. Sakar and Y. Kastro, Online Shoppers Purchasing Intention Dataset, UCI Machine Learning Repository, 2018, doi:10.24432/C5F88Q',
  rows: 12_330,
  columns: 18,
  goal: 'binary',
  file: 'online_shoppers_intention.csv',
  reshape: null,
  types: ['OperatingSystems', 'Browser', 'Region', 'TrafficType'].map((column) => ({ column, type: coded })),
  roles: [
    {
      column: 'Revenue',
      role: 'target',
      reason: { en: 'did the session end in a purchase?', zh: '会话是否以购买结束？' },
    },
  ],
}

const penguins: SampleEntry = {
  name: 'penguins',
  title: { en: 'Palmer penguins', zh: '帕尔默企鹅' },
  summary: {
    en: 'Three species of penguins told apart by their measurements, with some values missing.',
    zh: '根据体征区分三种企鹅，部分数值缺失。',
  },
  licence: 'CC0 1.0',
  credit: 'A. M. Horst, A. P. Hill and K. B. Gorman, palmerpenguins, 2020, doi:10.5281/zenodo.3960218',
  rows: 344,
  columns: 8,
  goal: 'multiclass',
  file: 'penguins.csv',
  reshape: null,
  types: [],
  roles: [{ column: 'species', role: 'target', reason: { en: 'the species to be recognised', zh: '要识别的物种' } }],
}

/** Areas with fewer visitors than this get no column. */
const fewestVisitors = 300

const msweb: SampleEntry = {
  name: 'msweb',
  title: { en: 'Visits of a web site', zh: '网站访问记录' },
  summary: {
    en: 'Who visits which area of a large web site: does a visitor of these areas also visit the free downloads?',
    zh: '谁访问了大型网站的哪些栏目：访问这些栏目的人是否也会访问免费下载？',
  },
  licence: 'CC BY 4.0',
  credit:
    'J. Breese, D. Heckerman and C. Kadie, Anonymous Microsoft Web Data, UCI Machine Learning Repository, 1998, doi:10.24432/C5VS3Q',
  rows: 32_711,
  columns: 51,
  goal: 'binary',
  file: 'msweb_visits.csv',
  // One row a visitor and one 0/1 column for each area with at least 300 visitors, called by the area's title.
  reshape: (folder) => `
    PIVOT (
      WITH visits AS (SELECT DISTINCT user_id::BIGINT AS visitor, area_id FROM source),
      frequent AS (SELECT area_id FROM visits GROUP BY area_id HAVING count(*) >= ${fewestVisitors})
      SELECT visits.visitor, areas.title, visits.area_id IN (SELECT area_id FROM frequent) AS kept
      FROM visits JOIN read_csv('${join(folder, 'msweb_areas.csv').replaceAll("'", "''")}', all_varchar=true, header=true,
        delim=',', quote='"') AS areas USING (area_id)
    ) ON CASE WHEN kept THEN title END USING (count(*) > 0)::INT GROUP BY visitor ORDER BY visitor`,
  types: [],
  roles: [
    {
      column: 'Free Downloads',
      role: 'target',
      reason: { en: 'does the visitor go there?', zh: '访客是否访问该栏目？' },
    },
    { column: 'visitor', role: 'ignore', reason: { en: 'it numbers the visitors', zh: '它只是访客的编号' } },
  ],
}

const addsUp: Text = { en: 'it adds up to the target and would give it away', zh: '它与另一列相加即为目标，会泄露答案' }

const bike: SampleEntry = {
  name: 'bike',
  title: { en: 'Bike sharing by the hour', zh: '共享单车每小时用量' },
  summary: {
    en: 'How many bikes are rented in an hour, from the calendar and the weather.',
    zh: '由日历和天气预测每小时的租车数量。',
  },
  licence: 'CC BY 4.0',
  credit: 'H. Fanaee-T, Bike Sharing, UCI Machine Learning Repository, 2013, doi:10.24432/C5W894',
  rows: 17_379,
  columns: 17,
  goal: 'regression',
  file: 'bike_sharing_hour.csv',
  reshape: null,
  types: ['season', 'month', 'hour', 'weekday', 'weathersit'].map((column) => ({ column, type: coded })),
  roles: [
    { column: 'count', role: 'target', reason: { en: 'bikes rented in the hour', zh: '该小时租出的单车数' } },
    { column: 'casual', role: 'ignore', reason: addsUp },
    { column: 'registered', role: 'ignore', reason: addsUp },
  ],
}

export const samples = { shoppers, penguins, msweb, bike } as const satisfies Record<string, SampleEntry>

/** What the list of samples shows. */
export function sampleList(): Sample[] {
  return Object.values(samples).map(({ name, title, summary, licence, credit, rows, columns, goal }) => {
    return { name, title, summary, licence, credit, rows, columns, goal }
  })
}

/** The sample of that name. Throws `dataset/unknown-sample`. */
export function sampleNamed(name: string): SampleEntry {
  if (Object.hasOwn(samples, name)) return samples[name as keyof typeof samples]
  const known = Object.keys(samples).join(', ')
  throw new AppError({
    code: 'dataset/unknown-sample',
    message: {
      en: `There is no sample "${name}", expected one of ${known}.`,
      zh: `没有名为“${name}”的示例数据，应为 ${known} 之一。`,
    },
    hint: { en: 'Choose one of them.', zh: '请选择其中之一。' },
  })
}

/** What importing a sample needs: the path of its table and the SQL that reshapes it. `resources` is the shipped folder. */
export function sampleFiles(sample: SampleEntry, resources: string): { path: string; reshape: string | null } {
  const folder = join(resources, 'samples', sample.name)
  return { path: join(folder, sample.file), reshape: sample.reshape?.(folder) ?? null }
}

/** How a table is used at first: types, roles and split as proposed by its values, and as the sample knows better. */
export function propose(
  columns: readonly Column[],
  sample: SampleEntry | null = null,
): { columns: Column[]; assignments: Assignments; split: Split } {
  const typeByName = new Map(sample?.types.map(({ column, type }) => [column, type]))
  const typed = columns.map((column) => ({ ...column, type: typeByName.get(column.name) ?? column.type }))
  const known = new Map(sample?.roles.map((entry) => [entry.column, entry]))
  const proposed = proposeRoles(typed)
  const assignments = proposed.map((assignment) => {
    const better = known.get(assignment.column)
    if (better !== undefined) return { ...better }
    // A sample names its own target: then no other column is one.
    if (assignment.role !== 'target' || sample === null) return assignment
    const type = typed.find(({ name }) => name === assignment.column)?.type ?? 'number'
    return { ...assignment, role: 'feature' as const, reason: featureReason({ type }) }
  })
  return { columns: typed, assignments, split: defaultSplit() }
}
