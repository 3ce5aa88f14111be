import type { DatasetStream } from '@helicon/core'
import type { WriteOptions } from '../data/sequence-output.js'

/** How the labels of a stream are written, so that reading them again gives the same. */
export function labelWriting({ labels, outputs }: DatasetStream): Pick<WriteOptions, 'labels' | 'classes'> {
  if (labels.classes !== undefined) return { labels: 'names', classes: labels.classes }
  return { labels: outputs === 1 || labels.kind === 'categorical' ? 'class' : 'columns' }
}
