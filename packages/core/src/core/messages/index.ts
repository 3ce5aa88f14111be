import { configMessages } from './config.js'
import { coreMessages } from './core.js'
import { datasetMessages } from './dataset.js'
import { diskDatasetMessages } from './disk-dataset.js'
import { fastaMessages } from './fasta.js'
import { featureTableMessages } from './feature-table.js'
import { interpretationMessages } from './interpretation.js'
import { ioMessages } from './io.js'
import { modelMessages } from './model.js'
import { motifMessages } from './motif.js'
import { motifFileMessages } from './motif-file.js'
import { motifScanMessages } from './motif-scan.js'
import { searchMessages } from './search.js'
import { sequenceMessages } from './sequence.js'
import { simulationMessages } from './simulation.js'
import { textFormatMessages } from './text-formats.js'
import { trainingMessages } from './training.js'

/** Every error Helicon can give, by code. The codes are stable: programs may rely on them. */
export const MESSAGES = {
  ...coreMessages,
  ...sequenceMessages,
  ...ioMessages,
  ...datasetMessages,
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
  ...searchMessages,
  ...textFormatMessages,
}
