import type { ModelFilters } from '../motif/filters.js'
import type { Part } from './resolved-json.js'

/** What `metrics.json` says of the filters, and on which part they were seen. */
export type RunFilters = Omit<ModelFilters, 'motifs'> & { readonly part: Part }
