import * as tf from '@tensorflow/tfjs-node'
export const tensor = tf
