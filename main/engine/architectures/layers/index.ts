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
import { batchNormalisation } from './batchNormalisation'
import { concatenate } from './concatenate'
import { conv1d } from './conv1d'
import { conv2d } from './conv2d'
import { conv2dTranspose } from './conv2dTranspose'
import { cropping1d } from './cropping1d'
import { cropping2d } from './cropping2d'
import { crossNetwork } from './crossNetwork'
import { dense } from './dense'
import { depthwiseConv2d } from './depthwiseConv2d'
import { dot } from './dot'
import { dropout } from './dropout'
import { embedding } from './embedding'
import { experts } from './experts'
import { factorisationMachine } from './factorisationMachine'
import { fieldAwareInteraction } from './fieldAwareInteraction'
import { fieldEmbedding } from './fieldEmbedding'
import { flatten } from './flatten'
import { gatedLinearUnit } from './gatedLinearUnit'
import { gaussianDropout } from './gaussianDropout'
import { gaussianNoise } from './gaussianNoise'
import { globalAveragePooling1d } from './globalAveragePooling1d'
import { globalAveragePooling2d } from './globalAveragePooling2d'
import { globalMaxPooling1d } from './globalMaxPooling1d'
import { globalMaxPooling2d } from './globalMaxPooling2d'
import { globalSumPooling1d } from './globalSumPooling1d'
import { groupNormalisation } from './groupNormalisation'
import { gru } from './gru'
import { input } from './input'
import { lastStep } from './lastStep'
import { layerNormalisation } from './layerNormalisation'
import { lstm } from './lstm'
import { masking } from './masking'
import { maximum } from './maximum'
import { maxPooling1d } from './maxPooling1d'
import { maxPooling2d } from './maxPooling2d'
import { minimum } from './minimum'
import { multiHeadAttention } from './multiHeadAttention'
import { multiHot } from './multiHot'
import { multiply } from './multiply'
import { pairwiseInteraction } from './pairwiseInteraction'
import { permute } from './permute'
import { positionalEmbedding } from './positionalEmbedding'
import { prelu } from './prelu'
import { repeatVector } from './repeatVector'
import { reshape } from './reshape'
import { rmsNormalisation } from './rmsNormalisation'
import { separableConv1d } from './separableConv1d'
import { separableConv2d } from './separableConv2d'
import { simpleRnn } from './simpleRnn'
import { sinusoidalPosition } from './sinusoidalPosition'
import { slice } from './slice'
import { spatialDropout1d } from './spatialDropout1d'
import { subtract } from './subtract'
import { targetAttention } from './targetAttention'
import { upSampling1d } from './upSampling1d'
import { upSampling2d } from './upSampling2d'
import { variationalSampling } from './variationalSampling'
import { zeroPadding1d } from './zeroPadding1d'
import { zeroPadding2d } from './zeroPadding2d'

export const layerTypes = {
  input,
  dense,
  embedding,
  fieldEmbedding,
  multiHot,
  dropout,
  spatialDropout1d,
  gaussianDropout,
  alphaDropout,
  gaussianNoise,
  variationalSampling,
  batchNormalisation,
  layerNormalisation,
  groupNormalisation,
  rmsNormalisation,
  activation,
  prelu,
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
  maxPooling1d,
  maxPooling2d,
  averagePooling1d,
  averagePooling2d,
  globalMaxPooling1d,
  globalMaxPooling2d,
  globalAveragePooling1d,
  globalSumPooling1d,
  globalAveragePooling2d,
  upSampling1d,
  upSampling2d,
  zeroPadding1d,
  zeroPadding2d,
  cropping1d,
  cropping2d,
  masking,
  simpleRnn,
  lstm,
  gru,
  attention,
  multiHeadAttention,
  additiveAttention,
  targetAttention,
  positionalEmbedding,
  sinusoidalPosition,
  appendedStep,
  factorisationMachine,
  pairwiseInteraction,
  fieldAwareInteraction,
  crossNetwork,
  experts,
  gatedLinearUnit,
} as const satisfies Record<string, LayerType>

/** The layer type of that name, undefined when there is none; names of object prototypes are no names. */
export function layerType(name: string): LayerType | undefined {
  return Object.hasOwn(layerTypes, name) ? layerTypes[name as keyof typeof layerTypes] : undefined
}
