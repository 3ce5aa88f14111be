import { pfmFromCounts } from './pfm.js'

/**
 * The motif that the guide plants, CCGGAA: how often each base stands at each position, in percent but for rounding
 * (H. Kim, "A guide to the analysis of DNA sequences by deep learning (CNN)", its listing of simulated data).
 */
export const GUIDE_MOTIF = pfmFromCounts(
  [
    [10.41, 68.2, 17.27, 4.13],
    [22.86, 65.25, 8.3, 3.59],
    [1.92, 0.5, 94.77, 2.81],
    [1.55, 0.35, 97.32, 0.78],
    [98.6, 0.25, 0.87, 0.28],
    [86.66, 2.57, 0, 10.77],
  ].flat(),
  { id: 'CCGGAA', name: 'guide' },
)
