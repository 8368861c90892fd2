// Words of the import of models in Chinese.
import type { modelImports as english } from '../en/modelImports'
import type { MessagesLike } from '../messageTypes'

export const modelImports: MessagesLike<typeof english> = {
  modelImports: {
    title: '导入模型',
    add: '导入 Keras 或 TensorFlow.js 模型',
    importing: '正在导入 {name}',
    reading: '正在读取模型，不会执行文件中的任何代码。',
    weights: '权重',
    weightsOf: '{layers} 层共 {numbers} 个数值',
    weightsHelp: '运行可以以这些权重开始：启动时将其选为初始权重。',
    noWeights: '未取用权重，运行将使用随机初始权重。',
    withoutWeights: '以下层没有适用的权重：{names}',
    unknown: '此处未知的层',
    unknownHelp: '它们已作为占位保留，其代码未被执行。训练前请替换或删除。',
    className: '类',
    counted: '形状与参数已知',
    changed: '其他改动',
    show: '查看网络',
    startFrom: '导入的权重：{name}',
  },
}
