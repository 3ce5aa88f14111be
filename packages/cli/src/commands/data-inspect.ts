import type { Command } from 'commander'
import type { RunCommand } from '../context.js'
import type { Texts } from '../texts/index.js'

export function addDataInspect(_data: Command, _texts: Texts, _run: RunCommand): void {}
