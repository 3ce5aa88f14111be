/** Errors of `model`. Each entry is made with `message` and exists in English and Korean. */
export const modelMessages = {}
