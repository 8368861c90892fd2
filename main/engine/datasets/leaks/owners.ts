// Which columns say whose a row is and when it was: by the split's settings, by role, or, unsurely, by name.
import type { PrepareSpec } from '../../../../shared/contract/worker'
import type { ColumnValues } from '../recipe'
import { splitReads } from '../splits'

export const services = ['time', 'user', 'item', 'group'] as const
export type Service = (typeof services)[number]

export interface Serving {
  service: Service
  name: string
  kind: ColumnValues['kind']
  sure: boolean
}

const suffix = '([ _.-]?(id|no|nr|key|code))?$'
const names: Record<Service, RegExp> = {
  time: /^(time|timestamp|date|datetime|when)$|[ _.-](timestamp|date|datetime)$|^created[ _.-]?at$|^(时间|日期|时间戳)$/i,
  user: new RegExp(
    `^(user|customer|visitor|client|patient|subject|member|person|player|student)${suffix}|^(用户|客户|患者)(编号|id)?$`,
    'i',
  ),
  item: new RegExp(`^(item|product|article|movie|song|track|book|sku)${suffix}|^(商品|物品|产品|电影)(编号|id)?$`, 'i'),
  group: new RegExp(`^(group|session|household|family|cluster)${suffix}|^(分组|会话|家庭)(编号|id)?$`, 'i'),
}

/** At most one column for each service; the target serves none. */
export function servingColumns(spec: PrepareSpec): Serving[] {
  const columns = spec.columns.filter(({ role }) => role !== 'target' && role !== 'alsoTarget')
  const { reads } = splitReads(spec.split, spec.columns)
  return services.flatMap((service): Serving[] => {
    const read = reads.find(({ need }) => need.role === service)?.name
    const byRole = columns.find(({ role }) => (role as string) === service)?.name
    const name = read ?? byRole ?? columns.find((column) => names[service].test(column.name))?.name
    const found = spec.columns.find((column) => column.name === name)
    if (found === undefined) return []
    const kind = service === 'time' && found.type === 'number' ? 'numbers' : 'words'
    return [{ service, name: found.name, kind, sure: (read ?? byRole) !== undefined }]
  })
}
