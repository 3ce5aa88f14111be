/** Errors of `dataset`. Each entry is made with `message` and exists in English and Korean. */
export const datasetMessages = {}
