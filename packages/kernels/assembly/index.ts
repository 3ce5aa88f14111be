export {
  ELU, EXPONENTIAL, GELU, LEAKY_RELU, LINEAR, RELU, SIGMOID, SOFTMAX, SOFTPLUS, TANH,
} from './elementwise'
export {
  BINARY_CROSS_ENTROPY, CATEGORICAL_CROSS_ENTROPY, MEAN_SQUARED_ERROR, SIGMOID_CROSS_ENTROPY, SOFTMAX_CROSS_ENTROPY,
} from './losses'
export * from './schedule'

/** First address beyond the kernels' own tables. */
export const HEAP_BASE: usize = __heap_base
