import { configMessages } from './config.js'
import { coreMessages } from './core.js'
import { datasetMessages } from './dataset.js'
import { diskDatasetMessages } from './disk-dataset.js'
import { featureTableMessages } from './feature-table.js'
import { interpretationMessages } from './interpretation.js'
import { ioMessages } from './io.js'
import { modelMessages } from './model.js'
import { motifMessages } from './motif.js'
import { motifScanMessages } from './motif-scan.js'
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
  ...modelMessages,
  ...configMessages,
  ...motifScanMessages,
  ...motifMessages,
  ...trainingMessages,
  ...interpretationMessages,
  ...simulationMessages,
  ...textFormatMessages,
}
