// Imported first by every script: says in plain words what is needed, before any newer syntax or library is met.
const REQUIRED = [20, 19, 0]

/** Whether version `found` ("20.19.1") is at least the one that Helicon needs. */
export function isSupported(found) {
  const parts = found.split('.').map(Number)
  for (let i = 0; i < REQUIRED.length; i += 1) {
    if (parts[i] !== REQUIRED[i]) return parts[i] > REQUIRED[i]
  }
  return true
}

if (!isSupported(process.versions.node)) {
  const required = REQUIRED.join('.')
  console.error(
    `Helicon needs Node.js ${required} or newer; this is ${process.versions.node}. Install a newer one from nodejs.org.\n` +
      `Helicon을 쓰려면 Node.js ${required} 이상이 필요합니다. 지금 버전은 ${process.versions.node}입니다. nodejs.org에서 새 버전을 설치하십시오.`,
  )
  process.exit(1)
}
