// The layer registry: one line a layer type.
import type { LayerType } from '../layerType'
import { activation } from './activation'
import { add } from './add'
import { additiveAttention } from './additiveAttention'
import { alphaDropout } from './alphaDropout'
import { appendedStep } from './appendedStep'
import { arithmetic } from './arithmetic'
import { attention } from './attention'
import { average } from './average'
import { averagePooling1d } from './averagePooling1d'
import { averagePooling2d } from './averagePooling2d'
import { averagePooling3d } from './averagePooling3d'
import { batchNormalisation } from './batchNormalisation'
import { categoryEncoding } from './categoryEncoding'
import { centerCrop } from './centerCrop'
import { concatenate } from './concatenate'
import { conv1d } from './conv1d'
import { conv1dTranspose } from './conv1dTranspose'
import { conv2d } from './conv2d'
import { conv2dTranspose } from './conv2dTranspose'
import { conv3d } from './conv3d'
import { conv3dTranspose } from './conv3dTranspose'
import { convLstm2d } from './convLstm2d'
import { cropping1d } from './cropping1d'
import { cropping2d } from './cropping2d'
import { cropping3d } from './cropping3d'
import { crossNetwork } from './crossNetwork'
import { dense } from './dense'
import { depthwiseConv1d } from './depthwiseConv1d'
import { depthwiseConv2d } from './depthwiseConv2d'
import { dot } from './dot'
import { dropout } from './dropout'
import { elu } from './elu'
import { embedding } from './embedding'
import { experts } from './experts'
import { factorisationMachine } from './factorisationMachine'
import { fieldAwareInteraction } from './fieldAwareInteraction'
import { fieldEmbedding } from './fieldEmbedding'
import { fieldWeightedInteraction } from './fieldWeightedInteraction'
import { flatten } from './flatten'
import { gatedLinearUnit } from './gatedLinearUnit'
import { gaussianDropout } from './gaussianDropout'
import { gaussianNoise } from './gaussianNoise'
import { globalAveragePooling1d } from './globalAveragePooling1d'
import { globalAveragePooling2d } from './globalAveragePooling2d'
import { globalAveragePooling3d } from './globalAveragePooling3d'
import { globalMaxPooling1d } from './globalMaxPooling1d'
import { globalMaxPooling2d } from './globalMaxPooling2d'
import { globalMaxPooling3d } from './globalMaxPooling3d'
import { globalSumPooling1d } from './globalSumPooling1d'
import { groupNormalisation } from './groupNormalisation'
import { gru } from './gru'
import { input } from './input'
import { lastStep } from './lastStep'
import { layerNormalisation } from './layerNormalisation'
import { leakyRelu } from './leakyRelu'
import { lstm } from './lstm'
import { masking } from './masking'
import { maximum } from './maximum'
import { maxPooling1d } from './maxPooling1d'
import { maxPooling2d } from './maxPooling2d'
import { maxPooling3d } from './maxPooling3d'
import { minimum } from './minimum'
import { multiHeadAttention } from './multiHeadAttention'
import { multiHot } from './multiHot'
import { multiply } from './multiply'
import { pairwiseInteraction } from './pairwiseInteraction'
import { permute } from './permute'
import { positionalEmbedding } from './positionalEmbedding'
import { prelu } from './prelu'
import { randomWidth } from './randomWidth'
import { relu } from './relu'
import { repeatVector } from './repeatVector'
import { rescaling } from './rescaling'
import { reshape } from './reshape'
import { resizing } from './resizing'
import { rmsNormalisation } from './rmsNormalisation'
import { separableConv1d } from './separableConv1d'
import { separableConv2d } from './separableConv2d'
import { simpleRnn } from './simpleRnn'
import { sinusoidalPosition } from './sinusoidalPosition'
import { slice } from './slice'
import { softmax } from './softmax'
import { spatialDropout1d } from './spatialDropout1d'
import { spatialDropout2d } from './spatialDropout2d'
import { spatialDropout3d } from './spatialDropout3d'
import { subtract } from './subtract'
import { targetAttention } from './targetAttention'
import { thresholdedRelu } from './thresholdedRelu'
import { transformerBlock } from './transformerBlock'
import { upSampling1d } from './upSampling1d'
import { upSampling2d } from './upSampling2d'
import { upSampling3d } from './upSampling3d'
import { variationalSampling } from './variationalSampling'
import { zeroPadding1d } from './zeroPadding1d'
import { zeroPadding2d } from './zeroPadding2d'
import { zeroPadding3d } from './zeroPadding3d'

export const layerTypes = {
  input,
  dense,
  embedding,
  fieldEmbedding,
  multiHot,
  categoryEncoding,
  dropout,
  spatialDropout1d,
  spatialDropout2d,
  spatialDropout3d,
  gaussianDropout,
  alphaDropout,
  gaussianNoise,
  randomWidth,
  variationalSampling,
  batchNormalisation,
  layerNormalisation,
  groupNormalisation,
  rmsNormalisation,
  activation,
  relu,
  leakyRelu,
  elu,
  thresholdedRelu,
  softmax,
  prelu,
  rescaling,
  arithmetic,
  flatten,
  reshape,
  permute,
  repeatVector,
  lastStep,
  slice,
  concatenate,
  add,
  subtract,
  multiply,
  average,
  maximum,
  minimum,
  dot,
  conv1d,
  conv2d,
  separableConv1d,
  separableConv2d,
  depthwiseConv2d,
  conv2dTranspose,
  depthwiseConv1d,
  conv1dTranspose,
  conv3d,
  conv3dTranspose,
  maxPooling1d,
  maxPooling2d,
  maxPooling3d,
  averagePooling1d,
  averagePooling2d,
  averagePooling3d,
  globalMaxPooling1d,
  globalMaxPooling2d,
  globalMaxPooling3d,
  globalAveragePooling1d,
  globalSumPooling1d,
  globalAveragePooling2d,
  globalAveragePooling3d,
  upSampling1d,
  upSampling2d,
  upSampling3d,
  zeroPadding1d,
  zeroPadding2d,
  zeroPadding3d,
  cropping1d,
  cropping2d,
  cropping3d,
  centerCrop,
  resizing,
  masking,
  simpleRnn,
  lstm,
  gru,
  convLstm2d,
  attention,
  multiHeadAttention,
  transformerBlock,
  additiveAttention,
  targetAttention,
  positionalEmbedding,
  sinusoidalPosition,
  appendedStep,
  factorisationMachine,
  pairwiseInteraction,
  fieldAwareInteraction,
  fieldWeightedInteraction,
  crossNetwork,
  experts,
  gatedLinearUnit,
} as const satisfies Record<string, LayerType>

/** The layer type of that name, undefined when there is none; names of object prototypes are no names. */
export function layerType(name: string): LayerType | undefined {
  return Object.hasOwn(layerTypes, name) ? layerTypes[name as keyof typeof layerTypes] : undefined
}
