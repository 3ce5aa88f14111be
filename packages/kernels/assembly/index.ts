export {
  ELU, EXPONENTIAL, GELU, HARD_SIGMOID, LEAKY_RELU, LINEAR, RELU, RELU6, SELU, SIGMOID, SILU, SOFTMAX, SOFTPLUS,
  SOFTSIGN, TANH,
} from './elementwise'
export {
  BINARY_CROSS_ENTROPY, CATEGORICAL_CROSS_ENTROPY, MEAN_SQUARED_ERROR, SIGMOID_CROSS_ENTROPY, SOFTMAX_CROSS_ENTROPY,
} from './losses'
export * from './schedule'

/** First address beyond the kernels' own tables. */
export const HEAP_BASE: usize = __heap_base
