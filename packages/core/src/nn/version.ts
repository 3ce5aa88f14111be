/** Helicon's own version, as written into model files. */
export const HELICON_VERSION = '0.1.0'
