import { configMessages } from './config.js'
import { coreMessages } from './core.js'
import { dataOutputMessages } from './data-output.js'
import { datasetMessages } from './dataset.js'
import { diskDatasetMessages } from './disk-dataset.js'
import { fastaMessages } from './fasta.js'
import { featureTableMessages } from './feature-table.js'
import { genomeMessages } from './genome.js'
import { interpretationMessages } from './interpretation.js'
import { intervalMessages } from './interval.js'
import { ioMessages } from './io.js'
import { labelOrderMessages } from './label-order.js'
import { modelMessages } from './model.js'
import { motifMessages } from './motif.js'
import { motifFileMessages } from './motif-file.js'
import { motifScanMessages } from './motif-scan.js'
import { recordFileMessages } from './records.js'
import { searchMessages } from './search.js'
import { sequenceMessages } from './sequence.js'
import { simulationMessages } from './simulation.js'
import { sourceMessages } from './source.js'
import { splitMessages } from './split.js'
import { strandsMessages } from './strands.js'
import { textFormatMessages } from './text-formats.js'
import { trainingMessages } from './training.js'

/** Every error Helicon can give, by code. The codes are stable: programs may rely on them. */
export const MESSAGES = {
  ...coreMessages,
  ...sequenceMessages,
  ...ioMessages,
  ...datasetMessages,
  ...dataOutputMessages,
  ...diskDatasetMessages,
  ...featureTableMessages,
  ...fastaMessages,
  ...modelMessages,
  ...configMessages,
  ...motifScanMessages,
  ...motifMessages,
  ...motifFileMessages,
  ...trainingMessages,
  ...interpretationMessages,
  ...simulationMessages,
  ...sourceMessages,
  ...strandsMessages,
  ...searchMessages,
  ...textFormatMessages,
  ...recordFileMessages,
  ...genomeMessages,
  ...intervalMessages,
  ...splitMessages,
  ...labelOrderMessages,
}
