/** Errors of `config`. Each entry is made with `message` and exists in English and Korean. */
export const configMessages = {}
